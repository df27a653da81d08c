/// Words that English sentences are made with, and that no header field or address holds.
public enum EnglishWords {
  private static let words: Set<Substring> = [
    "the", "of", "is", "are", "was", "were", "and", "not", "came", "with", "by", "at", "for",
    "from", "to", "no", "but", "because", "which",
  ]

  /// The lines of `text` that hold one of them outside quotation marks, addresses and file names.
  public static func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init).filter { line in
      var isQuoted = false
      let plain = line.split(separator: " ").filter { word in
        let quotes = word.count { $0 == "\"" }
        defer { if quotes % 2 == 1 { isQuoted.toggle() } }
        return !isQuoted && quotes == 0 && !word.contains("://") && !word.contains(".pcap")
      }
      return plain.contains { word in
        word.split { !$0.isASCII || !($0.isLetter || $0 == "-") }.contains { words.contains($0) }
      }
    }
  }
}
