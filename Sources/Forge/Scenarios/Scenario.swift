/// Captures that tests, benchmarks and fixtures share.
public enum Scenario {}
