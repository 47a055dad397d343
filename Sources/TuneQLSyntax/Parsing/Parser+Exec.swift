import TuneQLText

extension Parser {
    mutating func exec() throws(SyntaxError) -> Exec {
        try exec { (parser) throws(SyntaxError) in
            guard parser.accept(.comma), parser.current.kind != .variable else { return }
            throw parser.unexpected("@parameter = value")
        }
    }

    /// Whether an EXEC starts here, rather than a table of this name.
    var isAtCall: Bool {
        isAt(.exec) && isName(peek()) && peek(2).kind == .symbol(.dot)
    }

    /// `EXEC …` without parentheses in a FROM, where a comma may precede another table.
    mutating func execSource() throws(SyntaxError) -> ExecSource {
        let exec = try exec { (parser) throws(SyntaxError) in
            if parser.isAt(.comma), parser.peek().kind == .variable { parser.advance() }
        }
        return ExecSource(exec: exec, alias: try alias(), range: exec.range)
    }

    private mutating func exec(
        separator: (inout Parser) throws(SyntaxError) -> Void
    ) throws(SyntaxError) -> Exec {
        let start = advance().range.lowerBound
        let path = try path("the name of a method")
        var exec = Exec(path: path, assignments: [], range: range(from: start))
        if isAtQuery { exec.source = try query() }
        while exec.source == nil, current.kind == .variable {
            try assignment(to: &exec)
            try separator(&self)
        }
        exec.range = range(from: start)
        return exec
    }

    private mutating func assignment(to exec: inout Exec) throws(SyntaxError) {
        let token = current
        let text = text(of: token)
        guard text.hasPrefix("@") else { throw unexpected("@parameter = value") }
        advance()
        guard text.hasPrefix("@@") else {
            let name = try parameterName(token, text.dropFirst())
            try expect(.equal)
            exec.assignments.append(.init(name: name, value: try expression("a value")))
            return
        }
        try expect(.equal)
        let value = try expression("a value")
        guard text.isSameName(as: "@@json"), exec.jsonBody == nil else {
            let message = "expected @@json once, with the body of the request, found \(text)"
            throw SyntaxError(range: token.range, message: message)
        }
        exec.jsonBody = value
    }

    /// The rest of `@name`, `@"the-name"` or `@name.of.member`.
    private mutating func parameterName(
        _ token: Token,
        _ text: Substring
    ) throws(SyntaxError) -> Identifier {
        let isQuoted = text.hasPrefix("\"")
        var names = [
            isQuoted
                ? String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"") : String(text)
        ]
        while accept(.dot) { names.append(try nameAfterDot().text) }
        return Identifier(
            text: names.joined(separator: "."),
            range: token.range.lowerBound..<previousEnd
        )
    }
}
