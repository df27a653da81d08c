internal import FuzzBodies

@c(LLVMFuzzerTestOneInput)
func fuzz(_ start: UnsafeRawPointer?, _ count: Int) -> CInt {
  FuzzTarget.fields.fuzz(start, count)
}
