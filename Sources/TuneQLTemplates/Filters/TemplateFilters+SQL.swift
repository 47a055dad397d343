import TuneQLJSON
import TuneQLText

extension TemplateFilters {
    /// Those that write SQL.
    static let sql: [String: Filter] = [
        // Values in SQL are escaped in their places, so a second time would be too much.
        "sql_escape": { call in
            call.isStrict ? call.value : .string(call.valueText.doubling("'"))
        },
        "sql_list": { call throws(TemplateFailure) in
            let elements = try listed(call)
            guard !elements.isEmpty else { return .sql("(NULL)") }
            let texts = elements.map { element in
                call.isStrict
                    ? TemplateValue.json(element).literal : call.text(.json(element)).quotedAsText
            }
            guard !texts.contains(where: { $0.utf8.contains(0) }) else {
                throw TemplateFailure("a text of the list contains a NUL character")
            }
            return .sql("(" + texts.joined(separator: ", ") + ")")
        },
    ]

    /// The elements of a list, the names of an object, or the one text.
    private static func listed(_ call: FilterCall) throws(TemplateFailure) -> [JSONValue] {
        if call.value.isUndefined { return [] }
        if let text = call.value.string { return [.string(text)] }
        return try call.elements()
    }
}
