internal import FuzzBodies

@c(LLVMFuzzerTestOneInput)
func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  FuzzTarget.multipart.fuzz(start, count)
}
