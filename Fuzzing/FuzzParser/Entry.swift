#if Fuzzing
    /// What libFuzzer calls for every input that it makes.
    @c(LLVMFuzzerTestOneInput)
    public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        fuzz(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
#else
    import Glibc

    /// Without libFuzzer: runs the inputs in the files that are named, such as a found crash.
    @main
    enum Replay {
        static func main() {
            for path in CommandLine.arguments.dropFirst() {
                guard let file = fopen(path, "rb") else { continue }
                defer { fclose(file) }
                var input: [UInt8] = []
                var byte = fgetc(file)
                while byte != EOF {
                    input.append(UInt8(truncatingIfNeeded: byte))
                    byte = fgetc(file)
                }
                fuzz(input)
            }
        }
    }
#endif
