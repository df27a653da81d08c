import Forge

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What is measured: each kind asks most of another layer.
enum CaptureKind: String, CaseIterable {
  /// Long bodies in full segments.
  case bulk
  /// Tiny exchanges: nearly all of it is heads.
  case small
  /// `bulk` with packets late, twice and missing.
  case lossy
  /// `bulk` cut to 128 bytes a packet.
  case sliced

  /// The capture of this kind, by Forge.
  func forged(megabytes: Int) -> ForgedCapture {
    let size = UInt64(megabytes) * 1_000_000
    return switch self {
    case .bulk: Scenario.bulk(size: size)
    case .small: Scenario.small(exchanges: max(1, megabytes * 700))
    case .lossy: Scenario.lossy(size: size)
    case .sliced: Scenario.sliced(size: size)
    }
  }

  /// Makes the capture unless it is there already, with `generator` where one is given; what that
  /// one knows of it is beside it, as `.json`.
  ///
  /// - Returns: the path of it.
  func make(in folder: String, megabytes: Int, generator: String?) throws -> String {
    let maker = generator == nil ? "forge" : "gen"
    let name = "\(folder)/rangescope-bench-\(maker)-\(rawValue)-\(megabytes)"
    let path = "\(name).pcap"
    let truth = generator == nil ? path : "\(name).json"
    guard access(path, R_OK) != 0 || access(truth, R_OK) != 0 else { return path }
    let partial = path + ".part"
    if let generator {
      _ = try once([
        "/usr/bin/env", "python3", generator, rawValue, "-o", partial, "--size",
        "\(megabytes)MiB", "--truth", truth,
      ])
    } else {
      _ = try once([
        CommandLine.arguments[0], "make", "\(rawValue):\(partial)", "--size", "\(megabytes)",
      ])
    }
    rename(partial, path)
    return path
  }
}
