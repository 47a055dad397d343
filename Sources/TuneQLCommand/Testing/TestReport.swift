import TuneQL
import TuneQLSyntax

/// The statements of a run as tests: an ASSERT may fail, others may end with an error.
final class TestReport {
    private struct Suite {
        var script: Script
        var cases: [TestCase] = []
        /// The end of what was read of the script.
        var end = 0
    }

    private var suites: [Suite]
    private var current = 0
    private var start = ContinuousClock.now

    /// Starts the report of scripts that are to be run in this order.
    init(of scripts: [Script]) {
        suites = scripts.map { Suite(script: $0) }
    }

    /// Notes which script is run now.
    func begin(script index: Int) { current = index }

    /// Notes that the next statement starts.
    func beginStatement() { start = .now }

    /// Notes the end of a statement.
    ///
    /// - Parameters:
    ///   - statement: The statement; nil for a text that is none.
    ///   - error: Its failure.
    ///   - end: The end of what is read of the script.
    func endStatement(_ statement: Statement?, _ error: QueryError?, at end: Int) {
        guard suites.indices.contains(current) else { return }
        let script = suites[current].script
        let name =
            statement.map { Self.name(of: $0, in: script) } ?? Self.line(error?.message ?? "")
        suites[current].end = end
        suites[current].cases.append(
            TestCase(
                name: name,
                outcome: error.map { Self.outcome($0, in: script) } ?? .passed,
                time: start.duration(to: .now)
            )
        )
    }

    private static func outcome(_ error: QueryError, in script: Script) -> TestCase.Outcome {
        let details = ScriptError(error: error, script: script).report
        return error.code == .assertion
            ? .failed(kind: error.code.name, message: error.message, details: details)
            : .error(kind: error.code.name, message: error.message, details: details)
    }

    /// The name of an assertion, or the first line of a statement.
    private static func name(of statement: Statement, in script: Script) -> String {
        if case .assert(let assertion) = statement.kind, let name = assertion.name { return name }
        return line(String(decoding: Array(script.text.utf8)[statement.range], as: UTF8.self))
    }

    private static func line(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return line.count > 100 ? line.prefix(99) + "…" : line
    }

    /// The suites with their tests; statements that were not reached are skipped.
    var document: String {
        JUnitDocument(
            suites: suites.map { suite in
                JUnitDocument.Suite(
                    name: suite.script.name ?? "statements",
                    cases: suite.cases + skipped(of: suite)
                )
            }.filter { !$0.cases.isEmpty }
        ).text
    }

    private func skipped(of suite: Suite) -> [TestCase] {
        let rest = Array(suite.script.text.utf8).dropFirst(suite.end)
        let script = Script(name: nil, text: String(decoding: rest, as: UTF8.self))
        var reader = StatementReader(script.text)
        var cases: [TestCase] = []
        while let statement = try? reader.next() {
            cases.append(
                TestCase(name: Self.name(of: statement, in: script), outcome: .skipped)
            )
        }
        return cases
    }
}
