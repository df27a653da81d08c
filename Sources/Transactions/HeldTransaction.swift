public import Packets

/// What a transaction holds.
///
/// Only a transaction that has it alone changes it, so that others may read it at any time.
@usableFromInline
final class HeldTransaction: @unchecked Sendable {
  @usableFromInline @exclusivity(unchecked) var id: Int
  @usableFromInline @exclusivity(unchecked) var serial: Int = 0
  @usableFromInline @exclusivity(unchecked) var connection: Int
  @usableFromInline @exclusivity(unchecked) var end: Timestamp
  @usableFromInline @exclusivity(unchecked) var ends: Ends
  @usableFromInline @exclusivity(unchecked) var pairing = Pairing.certain
  @usableFromInline @exclusivity(unchecked) var request: Request?
  @usableFromInline @exclusivity(unchecked) var interim: [Int] = []
  @usableFromInline @exclusivity(unchecked) var response: Response?
  @usableFromInline @exclusivity(unchecked) var body: Body = Body()

  /// Who takes part, held once for all exchanges of a connection.
  @usableFromInline
  final class Ends: Sendable {
    @usableFromInline let client: Endpoint
    @usableFromInline let server: Endpoint

    init(client: Endpoint, server: Endpoint) {
      self.client = client
      self.server = server
    }
  }

  init(id: Int, connection: Int, ends: Ends, request: consuming Request?, end: Timestamp) {
    self.id = id
    self.connection = connection
    self.ends = ends
    self.request = consume request
    self.end = end
  }

  /// Becomes another one, which begins with its request: to take memory anew for each takes longer.
  func begin(connection: Int, ends: Ends, request: consuming Request, serial: Int) {
    id = 0
    self.serial = serial
    self.connection = connection
    end = request.lastByte
    if self.ends !== ends { self.ends = ends }
    pairing = .certain
    self.request = consume request
    if !interim.isEmpty { interim = [] }
    response = nil
    body = Body()
  }

  @usableFromInline
  func copy() -> HeldTransaction {
    let copy = HeldTransaction(
      id: id, connection: connection, ends: ends, request: request, end: end)
    copy.serial = serial
    copy.interim = interim
    copy.response = response
    copy.body = body
    copy.pairing = pairing
    return copy
  }
}

extension Transaction {
  /// Its number, from 1, in the order in which exchanges began.
  public var id: Int {
    @inlinable @inline(__always) _read { yield held.id }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.id
    }
  }

  /// Its number, from 1, in the order in which exchanges were met: it stays while a record grows.
  public var serial: Int {
    @inlinable @inline(__always) _read { yield held.serial }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.serial
    }
  }

  /// The number of its connection, from 1.
  public var connection: Int {
    @inlinable @inline(__always) _read { yield held.connection }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.connection
    }
  }

  /// Who asked.
  @inlinable public var client: Endpoint { held.ends.client }

  /// Who answered: the other end of the connection, which may be a proxy.
  @inlinable public var server: Endpoint { held.ends.server }

  /// The request; `nil` when the capture holds only the response.
  public var request: Request? {
    @inlinable @inline(__always) _read { yield held.request }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.request
    }
  }

  /// The statuses of the 1xx responses that came before the final one.
  public var interim: [Int] {
    @inlinable @inline(__always) _read { yield held.interim }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.interim
    }
  }

  /// The final response; `nil` when the capture holds none.
  public var response: Response? {
    @inlinable @inline(__always) _read { yield held.response }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.response
    }
  }

  /// The response's content.
  public var body: Body {
    @inlinable @inline(__always) _read { yield held.body }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.body
    }
  }

  /// How the response, and the request where there is no response, came to be unknown.
  public var pairing: Pairing {
    @inlinable @inline(__always) _read { yield held.pairing }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.pairing
    }
  }

  /// When the last of its bytes was seen.
  public var end: Timestamp {
    @inlinable @inline(__always) _read { yield held.end }
    @inlinable @inline(__always) _modify {
      own()
      yield &held.end
    }
  }
}
