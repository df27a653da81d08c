internal import FuzzBodies

@c(LLVMFuzzerTestOneInput)
func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  FuzzTarget.pipeline.fuzz(start, count)
}
