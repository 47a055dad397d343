package import TuneQLSQLite

/// Evaluates the statement's marked conditions for values of parameters, with SQLite.
///
/// It is confined to the statement's ``WaitingThread``.
package final class MarkedConditions {
    private struct Key: Hashable {
        var condition: MarkedCondition
        var types: [String]
    }

    /// A condition as a prepared statement, which is run once for each combination of values.
    private final class Test {
        var statement: PreparedStatement
        /// The indices of the columns' values among the statement's variables.
        let places: [Int]

        init(_ statement: consuming PreparedStatement, places: [Int]) {
            self.statement = statement
            self.places = places
        }
    }

    private let connection: Connection
    /// The number of variables that have no name.
    private let numberedVariables: Int
    private let variable: (_ spelling: String?, _ index: Int) -> SQLiteValue?
    private var tests: [Key: Test?] = [:]

    /// Makes the conditions of a statement.
    ///
    /// - Parameters:
    ///   - connection: The connection that evaluates the conditions.
    ///   - numberedVariables: The number of the statement's variables that have no name.
    ///   - variable: The value of a variable by its spelling in SQLite, or else by its index.
    package init(
        on connection: Connection,
        numberedVariables: Int,
        variable: @escaping (_ spelling: String?, _ index: Int) -> SQLiteValue?
    ) {
        self.connection = connection
        self.numberedVariables = numberedVariables
        self.variable = variable
    }

    /// Whether values of a condition's columns may meet it.
    func mayHold(_ condition: MarkedCondition, for values: [String], _ types: [CellType]) -> Bool {
        var stored: [SQLiteValue] = []
        var names: [String] = []
        for (value, type) in zip(values, types) {
            switch type {
            case .plain: stored.append(.text(value))
            case .integer:
                guard let number = Int64(value) else { return true }
                stored.append(.integer(number))
            case .json, .number: return true
            }
            names.append(type == .integer ? "INTEGER" : "TEXT")
        }
        let key = Key(condition: condition, types: names)
        let test = tests[key] ?? prepared(condition, names)
        tests[key] = test
        guard let test else { return true }
        do throws(SQLiteError) {
            for (place, value) in zip(test.places, stored) where place > 0 {
                try test.statement.bind(value, at: place)
            }
            let holds = try test.statement.step() && test.statement.integer(at: 0) != 0
            test.statement.reset()
            return holds
        } catch {
            test.statement.reset()
            return true
        }
    }

    /// The condition's test; nil if SQLite cannot compile it by itself.
    private func prepared(_ condition: MarkedCondition, _ types: [String]) -> Test? {
        let sql = condition.parts.map { part in
            switch part {
            case .sql(let text): text
            case .column(let number) where types.indices.contains(number):
                "CAST(\(Self.name(ofColumn: number)) AS \(types[number]))"
            case .column: "NULL"
            }
        }.joined()
        do throws(SQLiteError) {
            // The first numbers belong to the statement's own variables; those of columns follow.
            let numbers = numberedVariables
            let head = numbers == 0 ? "" : "WITH \"tuneql numbers\" AS (SELECT ?\(numbers)) "
            var statement = try connection.prepare(head + "SELECT (\(sql)) IS TRUE")
            var places = Array(repeating: 0, count: types.count)
            for index in 0..<statement.parameterCount {
                let name = statement.parameterName(at: index + 1)
                if let column = types.indices.first(where: { Self.name(ofColumn: $0) == name }) {
                    places[column] = index + 1
                } else if let value = variable(name, index + 1) {
                    try statement.bind(value, at: index + 1)
                } else if name != nil {
                    return nil
                }
            }
            return Test(statement, places: places)
        } catch {
            return nil
        }
    }

    private static func name(ofColumn number: Int) -> String { ":tuneql_column_\(number)" }
}
