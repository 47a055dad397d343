package import TuneQLSQLite
import TuneQLText

/// The functions and collations that are added to SQLite's.
package enum Functions {
    /// The names of our functions and of SQLite's most used ones, for suggestions.
    package static let names =
        made(maximumSize: { 0 }, shouldStop: { false }).map(\.name) + [
            "json_extract", "json_each", "json_array_length", "coalesce", "count", "group_concat",
            "substr", "instr", "length", "lower", "upper", "strftime", "datetime", "julianday",
            "printf", "round", "ifnull", "nullif", "replace", "trim",
        ]

    /// Adds the functions that read no files, the collation of times, and the mark of conditions.
    package static func define(on connection: Connection) throws(SQLiteError) {
        try connection.defineCollation(Chronology.collationName, order: Chronology.order)
        try connection.defineConditionMark()
        let shouldStop = { [weak connection] in connection?.shouldStop() ?? false }
        let maximumSize = { [weak connection] in connection?.maximumValueSize ?? 0 }
        for function in made(maximumSize: maximumSize, shouldStop: shouldStop) {
            try connection.defineFunction(
                function.name,
                argumentCount: function.argumentCount,
                body: function.body
            )
        }
    }

    /// The functions for one connection, which share their state, such as compiled expressions.
    private static func made(
        maximumSize: @escaping () -> Int,
        shouldStop: @escaping () -> Bool
    ) -> [Function] {
        RegularExpressions.functions(maximumSize: maximumSize, shouldStop: shouldStop)
            + TextFunctions.all + NumberFunctions.all + JSONFunctions.all
    }
}
