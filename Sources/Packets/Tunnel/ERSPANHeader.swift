internal import Bytes

/// The header of a frame that a switch mirrors: ERSPAN type II.
///
/// Source: draft-foschiano-erspan-03 §4.2.
struct ERSPANHeader2: CarrierHeader {
  var length: Int { 8 }
  var next: Next { .layer(.ethernet) }

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(8, for: .erspan2)
    guard bytes.byte(at: 0) >> 4 == 1 else { throw .malformed(.erspan2) }
  }
}

/// The header of a frame that a switch mirrors: ERSPAN type III.
///
/// Source: draft-foschiano-erspan-03 §4.3.
struct ERSPANHeader3: CarrierHeader {
  let length: Int
  let next: Next

  init(_ bytes: RawSpan) throws(DecodeError) {
    try bytes.require(12, for: .erspan3)
    guard bytes.byte(at: 0) >> 4 == 2 else { throw .malformed(.erspan3) }
    length = bytes.byte(at: 11) & 1 == 0 ? 12 : 20
    try bytes.require(length, for: .erspan3)
    next =
      switch bytes.byte(at: 10) >> 3 & 0x1F {
      case 0x00: .layer(.ethernet)
      case 0x10: .layer(.ethernet)
      case 0x02: .layer(.rawIP)
      default: .skip(.notIP)
      }
  }
}
