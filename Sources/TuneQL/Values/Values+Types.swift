import TuneQLAnalysis
import TuneQLCatalog
import TuneQLSyntax

extension Value {
    /// The part of the value that types depend on.
    var variableValue: VariableValue {
        switch self {
        case .null: .null
        case .integer: .integer
        case .real: .real
        case .text(let text): .text(text)
        case .json: .json
        case .boolean: .boolean
        case .blob: .blob
        }
    }
}

extension ResultColumn.Kind {
    /// The kind of a column with values of a type.
    init(_ type: ExpressionType) {
        guard !type.isMixed else {
            self = .any
            return
        }
        self =
            switch type.field {
            case .int64String, .integer: .integer
            case .number: .real
            case .boolean: .boolean
            case .timestamp: .timestamp
            case .message, .map, .array, .any: .json
            case .string, .enumeration, nil: .any
            }
    }
}

extension TypedSQL {
    /// The kinds of a query's results, by position; SQLite determines those that are left out.
    func kinds(of query: Query) -> [Int: ResultColumn.Kind] {
        results(of: query).mapValues { ResultColumn.Kind($0) }
    }

    /// The kinds of the results of the statement's RETURNING, by position.
    var returningKinds: [Int: ResultColumn.Kind] {
        returned.mapValues { ResultColumn.Kind($0) }
    }
}

extension StatementConditions {
    init(of run: StatementRun, _ uses: [ResourceUse]) {
        self.init(of: run.statement, in: run.source, uses)
    }
}
