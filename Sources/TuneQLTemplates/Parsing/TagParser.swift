import TuneQLSyntax
import TuneQLText

/// Builds the tree of a template, and collects the names that it reads.
struct TagParser {
    private var scanner: TagScanner
    private var depth = 0
    /// The dotted names that expressions read, without those that the template sets.
    private(set) var names = TemplateNames()

    init(bytes: [UInt8], syntax: TemplateSyntax) {
        scanner = TagScanner(bytes: bytes, syntax: syntax)
    }

    /// The words that begin tags.
    static let words: Set<String> = [
        "if", "elif", "else", "endif", "for", "endfor", "set", "endset", "with", "endwith",
        "include", "raw", "endraw",
    ]
    private static let unsupported: Set<String> = [
        "extends", "block", "endblock", "macro", "endmacro", "call", "endcall", "filter",
        "endfilter", "import", "from", "do", "autoescape", "endautoescape", "break", "continue",
    ]

    /// A tag that ends a body.
    private struct Ending {
        var word: String
        var parser: ExpressionParser
        var range: Range<Int>
    }

    mutating func nodes() throws(SyntaxError) -> [TemplateNode] {
        let (nodes, ending) = try body()
        guard let ending else { return nodes }
        throw SyntaxError(
            range: ending.range,
            message: "\(ending.word) ends nothing that was begun before it"
        )
    }

    /// The parts up to a tag that ends a body, or to the end of the text.
    private mutating func body() throws(SyntaxError) -> ([TemplateNode], Ending?) {
        depth += 1
        defer { depth -= 1 }
        var nodes: [TemplateNode] = []
        while let piece = try scanner.next() {
            switch piece {
            case .text(let range): nodes.append(.text(range))
            case .output(let tokens, let range):
                nodes.append(.output(try output(tokens, range), range))
            case .tag(let tokens, let range):
                guard depth <= 64 else {
                    throw SyntaxError(
                        range: range,
                        message: "the tags are nested more than 64 levels deep"
                    )
                }
                var parser = ExpressionParser(tokens)
                let word = try Self.word(&parser)
                if Self.isEnding(word) {
                    return (nodes, Ending(word: word, parser: parser, range: range))
                }
                nodes.append(try node(word, &parser, range))
            }
        }
        return (nodes, nil)
    }

    private static func isEnding(_ word: String) -> Bool {
        word.hasPrefix("end") || word == "else" || word == "elif"
    }

    private static func word(_ parser: inout ExpressionParser) throws(SyntaxError) -> String {
        guard case .name(let word) = parser.current.kind else { throw parser.expected("a tag") }
        guard words.contains(word) else {
            let nearest = Suggestion.nearest(to: word, among: words.sorted())
            let advice = nearest.map { "; did you mean \($0)?" } ?? ""
            throw SyntaxError(
                range: parser.current.range,
                message: unsupported.contains(word)
                    ? "\(word) is not supported in templates"
                    : "\(word.shortened) is no tag\(advice)"
            )
        }
        parser.advance()
        return word
    }

    private mutating func node(
        _ word: String,
        _ parser: inout ExpressionParser,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateNode {
        switch word {
        case "if": try branches(&parser, range)
        case "for": try loop(&parser, range)
        case "set": try assignment(&parser, range)
        case "with": try scope(&parser, range)
        default: try include(&parser, range)
        }
    }

    // MARK: Expressions

    private mutating func output(
        _ tokens: [ExpressionToken],
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateExpression {
        if tokens[0].kind == .name("range"), tokens[1].kind == .mark("."), tokens[1].followsBlank {
            throw SyntaxError(
                range: range,
                message: "range is a tag of Go's templates; write {% for item in list %} … "
                    + "{% endfor %}"
            )
        }
        var parser = ExpressionParser(tokens)
        let expression = try Self.wholeExpression(&parser)
        guard let name = Self.dashedName(tokens) else { return noted(expression) }
        names.read(name)
        return .dashed(name, expression, tokens[0].range.lowerBound..<parser.lastEnd)
    }

    private static func wholeExpression(
        _ parser: inout ExpressionParser
    ) throws(SyntaxError) -> TemplateExpression {
        let expression = try parser.tuple()
        try parser.expectEnd()
        return expression
    }

    /// `my-name`, when nothing but a name with dashes stands in the tag, and no blank in the name.
    private static func dashedName(_ tokens: [ExpressionToken]) -> String? {
        var name = ""
        for (index, token) in tokens.dropLast().enumerated() {
            guard index == 0 || !token.followsBlank else { return nil }
            switch token.kind {
            case .name(let word), .number(let word): name += word
            case .mark("-") where index > 0: name += "-"
            case .mark("."): if index > 0 { name += "." }
            default: return nil
            }
        }
        guard name.contains("-"), name.utf8.first?.startsName == true, !name.hasSuffix("-") else {
            return nil
        }
        return name
    }

    private mutating func noted(_ expression: TemplateExpression) -> TemplateExpression {
        names.read(expression)
        return expression
    }

    // MARK: Tags

    private mutating func branches(
        _ parser: inout ExpressionParser,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateNode {
        var branches: [(condition: TemplateExpression?, body: [TemplateNode])] = []
        var condition: TemplateExpression? = try wholeCondition(&parser)
        while true {
            var (body, ending) = try body()
            branches.append((condition, body))
            guard condition != nil || ending?.word == "endif", ending != nil,
                let word = ending?.word, ["elif", "else", "endif"].contains(word)
            else { throw unclosed("if", "endif", range, ending) }
            if word == "elif", var elifParser = ending?.parser {
                condition = try wholeCondition(&elifParser)
                continue
            }
            try ending?.parser.expectEnd()
            if word == "endif" { return .branches(branches) }
            condition = nil
            ending = nil
        }
    }

    private mutating func wholeCondition(
        _ parser: inout ExpressionParser
    ) throws(SyntaxError) -> TemplateExpression {
        let condition = noted(try parser.plainTuple())
        try parser.expectEnd()
        return condition
    }

    private func unclosed(
        _ word: String,
        _ closing: String,
        _ range: Range<Int>,
        _ ending: Ending?
    ) -> SyntaxError {
        guard let ending else {
            return SyntaxError(range: range, message: "\(word) is not closed by {% \(closing) %}")
        }
        return SyntaxError(
            range: ending.range,
            message: "expected {% \(closing) %}, found \(ending.word)"
        )
    }

    private mutating func loop(
        _ parser: inout ExpressionParser,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateNode {
        var targets = [try parser.assignedName()]
        while parser.accept(",") { targets.append(try parser.assignedName()) }
        guard parser.accept(word: "in") else { throw parser.expected("in") }
        let elements = noted(try parser.plainTuple())
        names.enter(targets + ["loop"])
        defer { names.leave() }
        let filter: TemplateExpression? =
            parser.accept(word: "if") ? noted(try parser.expression()) : nil
        try parser.expectEnd()
        var (body, ending) = try body()
        var otherwise: [TemplateNode] = []
        if ending?.word == "else" {
            try ending?.parser.expectEnd()
            (otherwise, ending) = try self.body()
        }
        guard let ending, ending.word == "endfor" else {
            throw unclosed("for", "endfor", range, ending)
        }
        try ending.parser.expectEnd()
        return .loop(
            TemplateLoop(
                names: targets,
                elements: elements,
                filter: filter,
                body: body,
                otherwise: otherwise,
                range: range
            )
        )
    }

    private mutating func assignment(
        _ parser: inout ExpressionParser,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateNode {
        var targets = [try parser.assignedName()]
        while parser.accept(",") { targets.append(try parser.assignedName()) }
        if parser.accept("=") {
            let value = noted(try Self.wholeExpression(&parser))
            targets.forEach { names.set($0) }
            return .assignment(targets, value, range)
        }
        guard targets.count == 1 else { throw parser.expected("=") }
        try parser.expectEnd()
        let (body, ending) = try body()
        guard let ending, ending.word == "endset" else {
            throw unclosed("set", "endset", range, ending)
        }
        try ending.parser.expectEnd()
        names.set(targets[0])
        return .capture(targets[0], body)
    }

    private mutating func scope(
        _ parser: inout ExpressionParser,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateNode {
        var values: [(name: String, value: TemplateExpression)] = []
        while parser.current.kind != .end {
            if !values.isEmpty { try parser.expect(",") }
            let name = try parser.assignedName()
            try parser.expect("=")
            values.append((name, noted(try parser.expression())))
        }
        names.enter(values.map(\.name))
        defer { names.leave() }
        let (body, ending) = try body()
        guard let ending, ending.word == "endwith" else {
            throw unclosed("with", "endwith", range, ending)
        }
        try ending.parser.expectEnd()
        return .scope(values, body)
    }

    private mutating func include(
        _ parser: inout ExpressionParser,
        _ range: Range<Int>
    ) throws(SyntaxError) -> TemplateNode {
        let file = noted(try parser.expression())
        var ignoresMissing = false
        if parser.accept(word: "ignore") {
            guard parser.accept(word: "missing") else { throw parser.expected("missing") }
            ignoresMissing = true
        }
        if parser.accept(word: "with") {
            guard parser.accept(word: "context") else { throw parser.expected("context") }
        }
        try parser.expectEnd()
        return .include(file, ignoresMissing: ignoresMissing, range)
    }
}
