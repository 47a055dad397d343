import TuneQLCatalog
import TuneQLSyntax

/// The types of the results of functions.
extension TypeInference {
    func type(of call: FunctionCall, in scope: TreeScope) -> ExpressionType {
        let name = call.name.text.lowercased()
        let arguments = call.arguments
        switch name {
        case "coalesce", "ifnull", "likely", "unlikely", "max", "min":
            return merged(arguments, in: scope)
        case "iif", "if": return merged(Array(arguments.dropFirst()), in: scope)
        case "nullif", "likelihood", "first_value", "last_value", "nth_value", "any_value":
            return first(arguments, in: scope)
        case "lag", "lead":
            return merged(
                arguments.enumerated().filter { $0.offset != 1 }.map(\.element),
                in: scope
            )
        case "sum", "abs", "avg", "total", "round", "int64", "float64":
            return number(name, first(arguments, in: scope))
        case "json": return json(first(arguments, in: scope))
        case "string":
            let type = first(arguments, in: scope)
            return type.isTime ? type : .text
        default: return FunctionTypes.type(of: name)
        }
    }

    private func first(_ arguments: [Expression], in scope: TreeScope) -> ExpressionType {
        arguments.first.map { type(of: $0, in: scope) } ?? .untyped
    }

    /// Sums and the like of numbers are numbers of the same kind, unless the function makes reals.
    private func number(_ name: String, _ argument: ExpressionType) -> ExpressionType {
        let isNumber = argument.isNumber && !argument.isMixed
        switch name {
        case "avg", "total", "round": return .real
        case "float64": return isNumber ? .real : .untyped
        case "sum" where argument.field == .boolean: return .integer
        default: return isNumber ? argument.asComputed : .untyped
        }
    }

    private func json(_ argument: ExpressionType) -> ExpressionType {
        argument.isJSON ? argument : .json
    }
}

/// Functions whose result has the same type for all arguments.
enum FunctionTypes {
    static func type(of name: String) -> ExpressionType {
        if times.contains(name) { return .timestamp }
        if integers.contains(name) { return .integer }
        if reals.contains(name) { return .real }
        if texts.contains(name) { return .text }
        return json.contains(name) ? .json : .untyped
    }

    /// A date alone is the instant at which it begins.
    private static let times: Set = ["date", "datetime"]

    private static let integers: Set = [
        "count", "row_number", "rank", "dense_rank", "ntile", "length", "octet_length", "instr",
        "unicode", "unixepoch", "json_array_length", "json_valid", "json_equal", "changes",
        "total_changes", "last_insert_rowid", "random", "regexp", "regexp_like", "like", "glob",
        "sign",
    ]

    private static let reals: Set = [
        "percent_rank", "cume_dist", "julianday", "duration", "sqrt", "exp", "ln", "log", "log10",
        "log2", "pow", "power", "pi", "sin", "cos", "tan", "asin", "acos",
        "atan", "atan2", "radians", "degrees",
    ]

    private static let texts: Set = [
        "lower", "upper", "substr", "substring", "trim", "ltrim", "rtrim", "replace", "printf",
        "format", "hex", "quote", "typeof", "strftime", "time", "timediff", "char", "group_concat",
        "string_agg", "concat", "concat_ws", "split_part", "resource_part", "regexp_substr",
        "regexp_replace", "format_duration", "format_bytes", "format_number", "base64_encode",
        "sqlite_version", "json_type", "soundex",
    ]

    /// The functions that make JSON, whatever their arguments.
    static let json: Set = [
        "json", "json_array", "json_group_array", "json_group_object", "json_insert", "json_object",
        "json_patch", "json_quote", "json_remove", "json_replace", "json_set",
    ]
}
