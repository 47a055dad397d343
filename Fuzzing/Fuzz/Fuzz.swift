import Glibc

/// The parser that is fuzzed: `FUZZ_TARGET` names it.
enum FuzzTarget: String {
    case parser, json, template, document, answer

    static let chosen = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

    func run(_ input: [UInt8]) {
        switch self {
        case .parser: fuzzParser(input)
        case .json: fuzzJSON(input)
        case .template: fuzzTemplate(input)
        case .document: fuzzDocument(input)
        case .answer: fuzzAnswer(input)
        }
    }
}

#if Fuzzing
    /// What libFuzzer calls for every input that it makes.
    @c(LLVMFuzzerTestOneInput)
    public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
        FuzzTarget.chosen?.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
#else
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
                FuzzTarget.chosen?.run(input)
            }
        }
    }
#endif
