// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A layer of the tool; the list of targets below is in the order the data flows.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: dependencies + ["TestSupport"],
    swiftSettings: settings)
}

let package = Package(
  name: "rangescope",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "rangescope", targets: ["rangescope"]),
    .library(name: "Rangescope", targets: ["Capture", "Analysis", "Extraction", "Reports"]),
    .library(name: "Forge", targets: ["Forge"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    layer("Bytes"),
    layer("Workers"),
    layer("Packets", ["Bytes"]),
    .systemLibrary(
      name: "CPcap", pkgConfig: "libpcap",
      providers: [.apt(["libpcap-dev"]), .brew(["libpcap"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd",
      providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CLZ4", pkgConfig: "liblz4",
      providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
    layer("Capture", ["Bytes", "CLZ4", "CPcap", "CZlib", "CZstd", "Packets"]),
    layer("Streams", ["Bytes", "Packets"]),
    layer("HTTP", ["Bytes"]),
    layer("Digests", ["Bytes", "HTTP", .product(name: "Crypto", package: "swift-crypto")]),
    // A header alone: a hint to the processor for which Swift has no word.
    .systemLibrary(name: "CPrefetch"),
    layer("Transactions", ["Bytes", "CPrefetch", "Digests", "HTTP", "Packets", "Streams"]),
    layer("Phrases"),
    layer("Ranges", ["Bytes", "HTTP", "Packets", "Phrases", "Transactions", "Workers"]),
    layer(
      "Rules",
      [
        "Bytes", "Digests", "HTTP", "Packets", "Phrases", "Ranges", "Transactions", "Workers",
      ]),
    layer(
      "Analysis",
      ["Bytes", "HTTP", "Packets", "Ranges", "Rules", "Streams", "Transactions", "Workers"]),
    .systemLibrary(
      name: "CBrotli", pkgConfig: "libbrotlidec",
      providers: [.apt(["libbrotli-dev"]), .brew(["brotli"])]),
    layer(
      "Extraction",
      [
        "Analysis", "Bytes", "CBrotli", "CZlib", "CZstd", "Digests", "HTTP", "Packets", "Ranges",
        "Transactions",
      ]),
    layer("Markup"),
    .target(
      name: "Reports",
      dependencies: [
        "Analysis", "Bytes", "Digests", "Extraction", "HTTP", "Markup", "Packets", "Phrases",
        "Ranges", "Rules", "Streams", "Transactions", "Workers",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      resources: [.embedInCode("HTML/page.css"), .embedInCode("HTML/page.js")],
      swiftSettings: settings),
    .systemLibrary(
      name: "CCapNG", pkgConfig: "libcap-ng", providers: [.apt(["libcap-ng-dev"])]),
    layer(
      "Live",
      [
        "Analysis", "Bytes", "HTTP", .target(name: "CCapNG", condition: .when(platforms: [.linux])),
        "CPcap",
        "Capture", "Packets", "Phrases", "Ranges", "Reports", "Rules",
        "Streams", "Transactions",
      ]),
    layer("Database", ["Analysis", "Reports", .product(name: "GRDB", package: "GRDB.swift")]),
    layer("Forge", ["Packets"]),
    .target(
      name: "Scenarios", path: "Fixtures/scenarios", exclude: ["README.md"],
      sources: ["Scenarios.swift"],
      resources: [
        .embedInCode("already-complete.scenario"),
        .embedInCode("block-aligned-cache.scenario"),
        .embedInCode("changed-with-if-range.scenario"),
        .embedInCode("changed-without-if-range.scenario"),
        .embedInCode("compressed-slice.scenario"),
        .embedInCode("content-range-missing.scenario"),
        .embedInCode("error-page.scenario"),
        .embedInCode("first-range-only.scenario"),
        .embedInCode("growing-file.scenario"),
        .embedInCode("if-range-ignored.scenario"),
        .embedInCode("length-one-short.scenario"),
        .embedInCode("mirrors-out-of-step.scenario"),
        .embedInCode("packets-missed.scenario"),
        .embedInCode("partial-labelled-full.scenario"),
        .embedInCode("range-ignored.scenario"),
        .embedInCode("signed-url-expired.scenario"),
        .embedInCode("slicing-cache-cut.scenario"),
        .embedInCode("stalled-server.scenario"),
        .embedInCode("weak-tag-honoured.scenario"),
        .embedInCode("weak-tag-sent.scenario"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "rangescope",
      dependencies: [
        "Analysis", "Bytes", "Capture", "Database", "Extraction", "Forge", "HTTP", "Live",
        "Packets", "Phrases", "Ranges", "Reports", "Rules", "Scenarios", "Streams", "Workers",
        .product(name: "FlyingSocks", package: "FlyingFox"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Bytes", "Forge", "Packets"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .target(
      name: "FuzzBodies",
      dependencies: [
        "Analysis", "Bytes", "Capture", "Forge", "HTTP", "Packets", "Reports", "Streams",
      ],
      path: "Fuzz/Bodies", swiftSettings: settings),
    tests("Fuzz", ["Forge", "FuzzBodies", "Packets"]),
    tests("Bytes", ["Bytes"]),
    tests("Workers", ["Workers"]),
    tests("Markup", ["Markup"]),
    tests("Phrases", ["Phrases"]),
    tests("Packets", ["Bytes", "Packets"]),
    tests(
      "Capture",
      ["Bytes", "CLZ4", "CPcap", "CZlib", "CZstd", "Capture", "Forge", "Packets"]),
    tests("Streams", ["Bytes", "Forge", "Packets", "Streams"]),
    tests("HTTP", ["Bytes", "FuzzBodies", "HTTP"]),
    tests("Digests", ["Bytes", "Digests", "HTTP"]),
    tests(
      "Transactions", ["Bytes", "Digests", "Forge", "HTTP", "Packets", "Streams", "Transactions"]),
    tests("Ranges", ["Bytes", "HTTP", "Packets", "Phrases", "Ranges", "Transactions", "Workers"]),
    tests(
      "Rules",
      [
        "Analysis", "Digests", "Forge", "HTTP", "Packets", "Phrases", "Ranges", "Rules",
        "Transactions",
      ]),
    tests(
      "Analysis",
      [
        "Analysis", "Bytes", "Capture", "Database", "Digests", "Forge", "HTTP", "Packets",
        "Phrases", "Ranges", "Reports", "Rules", "Streams", "Transactions", "Workers",
      ]
    ),
    tests(
      "Extraction",
      [
        "Analysis", "Bytes", "CZlib", "CZstd", "Capture", "Digests", "Extraction", "Forge", "HTTP",
        "Packets", "Ranges", "Reports", "Transactions",
      ]),
    tests(
      "Reports",
      [
        "Analysis", "Bytes", "Forge", "HTTP", "Packets", "Phrases", "Ranges", "Reports", "Rules",
        "Streams", "Transactions",
      ]),
    tests("Database", ["Analysis", "Capture", "Database", "Forge", "Packets", "Reports", "Rules"]),
    tests("Forge", ["Bytes", "Forge", "Packets"]),
    tests(
      "Scenario",
      ["Analysis", "Capture", "Forge", "Packets", "Phrases", "Reports", "Rules", "Scenarios"]),
    tests(
      "Live",
      [
        "Analysis", "Capture", "Live", "Packets", "Ranges", "Reports", "Rules", "Transactions",
      ]),
    tests("Command", ["Forge", "Scenarios"]),
  ],
  swiftLanguageModes: [.v6]
)

// `BENCH=1 swift build -c release --product benchmark`: measured, never part of a user's build.
if Context.environment["BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "benchmark",
      dependencies: [
        "Analysis", "CPcap", "Capture", "Forge", "Packets", "Reports", "Streams", "Transactions",
      ],
      path: "Benchmarks",
      exclude: [
        "live", "NOTES.md", "RESULTS.md", "count.sh", "growth.py", "instructions.txt", "memory.py",
        "peers.py", "shapes.py", "truth.py",
      ],
      swiftSettings: settings))
}

// `make fuzz`: programs that only a build with `--sanitize fuzzer` can link.
if Context.environment["FUZZ"] != nil {
  for name in ["Reader", "Decoder", "Streams", "HTTP", "Fields", "Multipart", "Pipeline"] {
    package.targets.append(
      .executableTarget(
        name: "Fuzz\(name)", dependencies: ["FuzzBodies"], path: "Fuzz/\(name)",
        swiftSettings: settings))
  }
}
