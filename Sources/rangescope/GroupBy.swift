import ArgumentParser
import Ranges

/// `--group-by`: what makes exchanges one download, where it is not client and resource.
enum GroupBy: String, CaseIterable, ExpressibleByArgument {
  case url, client, server

  var grouping: DownloadGrouping {
    switch self {
    case .url: .url
    case .client: .client
    case .server: .server
    }
  }
}
