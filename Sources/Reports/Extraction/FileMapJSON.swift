import Digests
public import Extraction
import HTTP
import Packets
import Ranges
import Transactions

/// What is known of one extracted file, as a JSON object: where its bytes came from, and which lack.
public struct FileMapJSON {
  /// The version of the shape in which maps are written.
  public static let schema = "rangescope-map/1"

  private let file: ExtractedFile

  /// The map of a file.
  public init(_ file: ExtractedFile) { self.file = file }

  /// Writes it.
  ///
  /// - Throws: what `sink` throws.
  public func write(to sink: @escaping OutputSink) throws {
    var json = JSONWriter(pretty: true, sink: sink)
    try json.object { json in
      json.member("schema", Self.schema)
      json.writeExtracted(file)
      json.member("present", ranges: file.present)
      json.member("unseen", ranges: file.unseen)
      json.member("missing", ranges: file.missing)
      json.member("conflicts", ranges: file.conflicts)
      json.key("parts")
      try json.array { json in
        for part in file.plan.parts {
          json.object(.inline) { json in
            json.member("transaction", part.transaction)
            json.member("stream", part.stream)
            json.member("frames", frames: part.frames.all)
            json.member("status", part.status)
            json.member("content_range", part.contentRange)
            json.member("delivered", ranges: part.delivered)
          }
          try json.flushIfFull()
        }
      }
    }
    json.endLine()
    try json.flush()
  }
}

extension JSONWriter {
  /// The members that a map and the manifest have in common.
  mutating func writeExtracted(_ file: ExtractedFile) {
    let plan = file.plan
    member("file", plan.name.text)
    member("download", plan.download)
    switch plan.kind {
    case .version(let number):
      member("version", number)
      member("joined", false)
    case .joined:
      member("version", nil as Int?)
      member("joined", true)
    }
    member("url", plan.url)
    member("client", plan.client.description)
    member("verdict", plan.verdict.rawValue)
    member("complete_length", plan.completeLength)
    member("length", plan.length)
    member("present_bytes", file.presentBytes)
    member("complete", file.isComplete)
    member("content_encoding", plan.contentEncoding)
    key("validators")
    array { json in
      for version in plan.versions {
        json.object(.inline) { json in
          json.member("etag", version.etag)
          json.member("last_modified", version.lastModified)
        }
      }
    }
    member("sha256", file.sha256.map(Hexadecimal.text))
    key("digests")
    array { json in
      for digest in file.digests {
        json.object(.inline) { json in
          json.member("source", digest.promised.source.rawValue)
          json.member("algorithm", digest.promised.algorithm.rawValue)
          json.member("expected", digest.expectedText)
          json.member("actual", digest.actualText)
          json.member("match", digest.isMatch)
        }
      }
    }
    key("decoded")
    switch file.decoded {
    case nil: null()
    case .written(let name, let length, let sha256)?:
      object(.inline) { json in
        json.member("file", name)
        json.member("length", length)
        json.member("sha256", Hexadecimal.text(sha256))
        json.member("reason", nil as String?)
      }
    case .failed(let reason)?:
      object(.inline) { json in
        json.member("file", nil as String?)
        json.member("length", nil as Int?)
        json.member("sha256", nil as String?)
        json.member("reason", reason)
      }
    }
  }
}
