internal import FuzzBodies

@c(LLVMFuzzerTestOneInput)
func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  FuzzTarget.http.fuzz(start, count)
}
