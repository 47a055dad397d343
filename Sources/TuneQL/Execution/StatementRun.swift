import TuneQLScan
import TuneQLSyntax

/// A statement that is being run, with its text, bindings and token.
struct StatementRun: Sendable {
    var statement: Statement
    /// The text that ranges refer to.
    let source: String
    let bindings: Bindings
    private(set) var control: StatementControl
    /// Warnings about probable mistakes.
    var warnings = WarningLog()
    /// The tables of the EXECs in its FROMs, by the start position of each.
    var execTables: [Int: ExecTable] = [:]
    /// Whether bare `?` are numbered, since only some of them reach SQLite.
    var numbersVariables = false
    /// The rewritings that led from the user's text to the source, the last first.
    var origins: [RewrittenSQL] = []
    /// Whether a second row of a subquery used as a value is refused; false where rows are made up.
    var guardsSingleRows = true
    /// Whether rows are fetched even if the cache has them.
    var isFresh = false

    /// Whether variables may be left without a value, since the statement is only checked.
    var leavesVariablesOpen = false

    init(_ statement: Statement, of source: String, _ bindings: Bindings, control: StatementControl)
    {
        self.statement = statement
        self.source = source
        self.bindings = bindings
        self.control = control
    }

    /// Whether one of its FROMs has an EXEC.
    var hasExecSources: Bool {
        var hasSources = false
        statement.forEachExecSource { _, _ in hasSources = true }
        return hasSources
    }

    /// The first error of EXECs whose rows are still read.
    var execFailure: QueryError? {
        execTables.sorted { $0.key < $1.key }.compactMap(\.value.failure).first
    }

    /// The run of a statement inside this one.
    func inner(_ statement: Statement) -> StatementRun {
        var inner = self
        inner.statement = statement
        return inner
    }

    /// The same run, ended by another control.
    func ended(by control: StatementControl) -> StatementRun {
        var other = self
        other.control = control
        return other
    }

    /// The variables with their numbers.
    ///
    /// A variable without a number gets the one after the largest so far, as in SQLite.
    private var numberedVariables: [(variable: Variable, number: Int)] {
        var numbers: [String: Int] = [:]
        var largest = 0
        return statement.variables.map { variable in
            if let number = Int(variable.name.dropFirst()), variable.name.hasPrefix("?") {
                largest = max(largest, number)
                return (variable, number)
            }
            if variable.name != "?", let known = numbers[variable.name] {
                return (variable, known)
            }
            largest += 1
            numbers[variable.name] = largest
            return (variable, largest)
        }
    }

    /// The changes that give every bare `?` its number, so that parts of the statement can be run
    /// one by one.
    func numberingVariables(_ rewriting: Rewriting = Rewriting()) -> Rewriting {
        var rewriting = rewriting
        for (variable, number) in numberedVariables where variable.name == "?" {
            rewriting.replace(variable.range, with: "?\(number)")
        }
        return rewriting
    }

    /// The values of the variables, by the start position of each.
    var variableValues: [Int: Value] {
        var values: [Int: Value] = [:]
        for (variable, number) in numberedVariables {
            values[variable.range.lowerBound] = bindings.value(
                forVariable: variable.name,
                at: number
            )
        }
        return values
    }

    /// An error about the source, at its position in the user's text.
    func placed(_ error: QueryError) -> QueryError {
        var error = error
        error.range = origins.reduce(error.range) { range, origin in
            range.map { origin.sourceRange(of: $0) }
        }
        return error
    }

    /// The same run without single-row guards, for EXPLAIN.
    var withoutGuards: StatementRun {
        var other = self
        other.guardsSingleRows = false
        return other
    }

    /// The text of a range of the source.
    func text(in range: Range<Int>) -> String { source.text(in: range) }
}
