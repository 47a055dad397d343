import TuneQLJSON

/// The condition under which a resource is part of a stack.
struct StackCondition {
    let condition: JSONValue
    let line: Int?

    init(_ condition: JSONValue, line: Int? = nil) {
        self.condition = condition
        self.line = line
    }

    /// Whether it holds: its template is filled in, and what results is an expression.
    ///
    /// - Throws: ``StackError`` for text that is no expression.
    func holds(_ variables: [String: JSONValue]) throws(StackError) -> Bool {
        if case .bool(let value) = condition { return value }
        guard case .string(let source) = condition else {
            throw problem(condition.text)
        }
        let text = try StackTemplate(source, line: line).text(variables).trimmed
        switch text {
        case "True", "true": return true
        case "False", "false": return false
        case "": throw problem(source)
        default: break
        }
        let isWord = text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
        guard !isWord || text.first?.isNumber == true else { throw problem(text) }
        // The values are filled in already: the expression itself has no names.
        return try StackTemplate("{% if \(text) %}1{% endif %}", line: line).text([:]) == "1"
    }

    private func problem(_ text: String) -> StackError {
        StackError(
            .stack,
            "if: \(text.isEmpty ? "''" : text) is no condition",
            help: "write  \"'{{ stack_env }}' == 'dev'\"",
            line: line
        )
    }
}
