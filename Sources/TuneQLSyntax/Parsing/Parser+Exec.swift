extension Parser {
    mutating func exec() throws(SyntaxError) -> Exec {
        advance()
        var exec = Exec(path: try path("the name of a method"), assignments: [])
        if isAtQuery {
            exec.source = try query()
            return exec
        }
        while current.kind == .variable {
            try assignment(to: &exec)
            guard accept(.comma) else { continue }
            guard current.kind == .variable else { throw unexpected("@parameter = value") }
        }
        return exec
    }

    private mutating func assignment(to exec: inout Exec) throws(SyntaxError) {
        let token = current
        let text = text(of: token)
        guard text.hasPrefix("@") else { throw unexpected("@parameter = value") }
        advance()
        try expect(.equal)
        let value = try expression("a value")
        guard text.hasPrefix("@@") else {
            let name = Identifier(text: String(text.dropFirst()), range: token.range)
            exec.assignments.append(.init(name: name, value: value))
            return
        }
        guard text.isSameName(as: "@@json"), exec.jsonBody == nil else {
            let message = "expected @@json once, with the body of the request, found \(text)"
            throw SyntaxError(range: token.range, message: message)
        }
        exec.jsonBody = value
    }
}
