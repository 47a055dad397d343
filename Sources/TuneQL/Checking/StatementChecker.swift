import TuneQLScan
import TuneQLSyntax

/// Checks the statements of a text one after another, in a session that is made for it.
///
/// Each sees what those before it create. What cannot be known, such as the tables of a file that
/// is attached, is not complained about.
final class StatementChecker {
    private let state: SessionState
    private var holes: [TemplateMask.Hole] = []
    private var found: [Diagnostic] = []
    private var unknown = UnknownObjects()

    init(_ state: SessionState) {
        self.state = state
    }

    /// All mistakes of a text, in its order.
    func diagnostics(of mask: TemplateMask) -> [Diagnostic] {
        let text = mask.text
        (holes, found) = (mask.holes, [])
        var reader = StatementReader(text)
        while true {
            let start = reader.offset
            do throws(SyntaxError) {
                guard let statement = try reader.next() else { return found }
                check(statement, of: text)
            } catch {
                report(error, in: start..<max(start, reader.offset), of: text)
            }
        }
    }

    private func check(_ statement: Statement, of text: String) {
        let kinds = holes.filter { $0.range.overlaps(statement.range) }.map(\.kind)
        guard !kinds.contains(.name) else {
            // Nothing is known about a table or a column whose name is a placeholder.
            unknown.note(failed: statement, of: text)
            if statement.createsOrAttaches { unknown.isOpen = true }
            return
        }
        var run = StatementRun(statement, of: text, .none, control: StatementControl())
        run.leavesVariablesOpen = true
        let check = StatementCheck(run: run, state: state)
        var errors = check.errors().map { $0.readable }
        if !errors.isEmpty { unknown.note(failed: statement, of: text) }
        unknown.note(statement)
        errors.removeAll { unknown.excuses($0, in: statement) }
        if kinds.contains(.control) { errors.removeAll { $0.code != .unknownName } }
        let warnings = errors.isEmpty ? run.warnings.all : []
        var diagnostics = errors.map { Diagnostic($0) }
        diagnostics += warnings.map { Diagnostic($0) }
        for index in diagnostics.indices where diagnostics[index].range == nil {
            diagnostics[index].range = statement.range
        }
        found += diagnostics.sorted {
            ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0)
        }
    }

    /// Reports a text that is no statement, unless a placeholder may make it one.
    private func report(_ error: SyntaxError, in range: Range<Int>, of text: String) {
        let near = holes.filter { $0.range.overlaps(range) }
        unknown.note(unparsed: text.text(in: range), hasHoles: !near.isEmpty)
        let bytes = Array(text.utf8)
        let isExcused = near.contains { hole in
            hole.kind == .control || hole.touches(error.range, in: bytes)
        }
        guard !isExcused else { return }
        found.append(Diagnostic(QueryError(error).readable))
    }
}

extension TemplateMask.Hole {
    /// Whether a range overlaps the hole or is the first after it.
    fileprivate func touches(_ other: Range<Int>, in bytes: [UInt8]) -> Bool {
        if range.overlaps(other) || range.contains(other.lowerBound) { return true }
        guard range.upperBound <= other.lowerBound else { return false }
        return bytes[range.upperBound..<min(other.lowerBound, bytes.count)].allSatisfy {
            $0 <= 0x20
        }
    }
}
