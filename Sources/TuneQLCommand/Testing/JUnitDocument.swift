import Glibc
import TuneQLTransport

/// Tests in the XML that JUnit's tasks write and CI servers read.
struct JUnitDocument {
    struct Suite {
        var name: String
        var cases: [TestCase]
    }

    let suites: [Suite]

    /// The document, with the elements and attributes that all of its readers' schemas have.
    var text: String {
        let all = suites.flatMap(\.cases)
        let list = suites.enumerated().map { text(of: $1, at: $0) }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="tuneql"\(all.counts) time="\(all.time.seconds)">
            \(list)</testsuites>

            """
    }

    private func text(of suite: Suite, at index: Int) -> String {
        let cases = suite.cases.map { text(of: $0, in: suite) }.joined()
        return """
              <testsuite name="\(suite.name.escaped)" id="\(index)" package="tuneql"\
             timestamp="\(Self.timestamp)" hostname="\(Self.host.escaped)"\(suite.cases.counts)\
             skipped="\(suite.cases.skipped)" time="\(suite.cases.time.seconds)">
                <properties/>
            \(cases)    <system-out/>
                <system-err/>
              </testsuite>

            """
    }

    private func text(of test: TestCase, in suite: Suite) -> String {
        let head =
            "    <testcase name=\"\(test.name.escaped)\" classname=\"\(suite.name.escaped)\""
            + " time=\"\(test.time.seconds)\""
        switch test.outcome {
        case .passed: return head + "/>\n"
        case .skipped: return "\(head)>\n      <skipped/>\n    </testcase>\n"
        case .failed(let kind, let message, let details):
            return element("failure", kind, message, details, in: head)
        case .error(let kind, let message, let details):
            return element("error", kind, message, details, in: head)
        }
    }

    private func element(
        _ name: String,
        _ kind: String,
        _ message: String,
        _ details: String,
        in head: String
    ) -> String {
        """
        \(head)>
              <\(name) type="\(kind)" message="\(message.escaped)">\(details.escaped)</\(name)>
            </testcase>

        """
    }

    /// The local time without a zone, as the schema has it.
    private static var timestamp: String {
        var now = time(nil)
        var parts = tm()
        localtime_r(&now, &parts)
        var buffer = [CChar](repeating: 0, count: 32)
        let length = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%S", &parts)
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static var host: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        let name = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: name, as: UTF8.self)
    }
}

extension [TestCase] {
    fileprivate var counts: String {
        let failures = count { if case .failed = $0.outcome { true } else { false } }
        let errors = count { if case .error = $0.outcome { true } else { false } }
        return " tests=\"\(count)\" failures=\"\(failures)\" errors=\"\(errors)\""
    }

    fileprivate var skipped: Int {
        count { if case .skipped = $0.outcome { true } else { false } }
    }

    fileprivate var time: Duration { reduce(.zero) { $0 + $1.time } }
}

extension Duration {
    /// Seconds with three digits after the point.
    fileprivate var seconds: String {
        let milliseconds = Int64(self / .milliseconds(1))
        let rest = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}

extension String {
    /// The text for XML, without secrets and without the characters that XML cannot have.
    fileprivate var escaped: String {
        Redactor.shared.redact(self).unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "\n": text += "&#10;"
            case "\t", " "..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
                text.unicodeScalars.append(scalar)
            default: text += "\u{FFFD}"
            }
        }
    }
}
