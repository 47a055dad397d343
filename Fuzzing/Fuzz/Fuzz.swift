import Glibc

/// The parser that is fuzzed: `FUZZ_TARGET` names it.
enum FuzzTarget: String {
    case parser, script, template, json, document, name, errors, headers, credentials, redactor
    case recording, csv, times, expression, discovery

    static let chosen = getenv("FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) }

    func run(_ input: [UInt8]) {
        switch self {
        case .parser: fuzzParser(input)
        case .json: fuzzJSON(input)
        case .template: fuzzTemplate(input)
        case .document: fuzzDocument(input)
        case .errors: fuzzErrors(input)
        case .credentials: fuzzCredentials(input)
        case .redactor: fuzzRedactor(input)
        case .recording: fuzzRecording(input)
        case .script: fuzzScript(input)
        case .name: fuzzName(input)
        case .headers: fuzzHeaders(input)
        case .csv: fuzzCSV(input)
        case .times: fuzzTimes(input)
        case .expression: fuzzExpression(input)
        case .discovery: fuzzDiscovery(input)
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
    /// Without libFuzzer: runs the inputs in the named files, such as a found crash, and counts them.
    @main
    enum Replay {
        static func main() {
            guard let target = FuzzTarget.chosen else {
                return print("FUZZ_TARGET names no target")
            }
            var count = 0
            for path in CommandLine.arguments.dropFirst() {
                guard let file = fopen(path, "rb") else { continue }
                defer { fclose(file) }
                var input: [UInt8] = []
                var byte = fgetc(file)
                while byte != EOF {
                    input.append(UInt8(truncatingIfNeeded: byte))
                    byte = fgetc(file)
                }
                target.run(input)
                count += 1
            }
            print("\(target): \(count) inputs")
        }
    }
#endif
