internal import FuzzBodies

@c(LLVMFuzzerTestOneInput)
func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  FuzzTarget.decoder.fuzz(start, count)
}
