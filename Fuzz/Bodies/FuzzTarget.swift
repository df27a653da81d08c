/// What is fuzzed: each target takes any bytes, and says what it found wrong.
///
/// The fuzzer's programs stop at what is wrong; an ordinary test runs the same over the files of
/// `Fixtures/fuzz`.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Capture files, compressed or not.
  case reader
  /// Packets of every link type.
  case decoder
  /// Segments of one connection, told in order.
  case streams
  /// One direction of HTTP.
  case http
  /// Values of header fields.
  case fields
  /// Bodies of multipart/byteranges.
  case multipart
  /// All the way from packets to a report.
  case pipeline

  /// Runs the target on `bytes`.
  ///
  /// - Returns: what must not be so, in words; `nil` when all is well.
  public func run(_ bytes: [UInt8]) -> String? {
    var input = FuzzInput(bytes)
    return switch self {
    case .reader: ReaderBody.run(bytes)
    case .decoder: DecoderBody.run(&input)
    case .streams: StreamsBody.run(&input)
    case .http: HTTPBody.run(&input)
    case .fields: FieldsBody.run(&input)
    case .multipart: MultipartFuzzBody.run(&input)
    case .pipeline: PipelineBody.run(&input)
    }
  }

  /// Runs the target for a fuzzer, and stops the process at what must not be so.
  public func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
    if let wrong = run(unsafe Array(bytes)) { fatalError("\(rawValue): \(wrong)") }
    return 0
  }
}
