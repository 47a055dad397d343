import TuneQLSyntax
import TuneQLText

/// Walks the tree of a template and writes what it says.
struct TemplateRenderer {
    private let context: TemplateContext
    private var evaluator: TemplateEvaluator
    private var rounds = 0
    private var includes = 0

    init(_ context: TemplateContext) {
        self.context = context
        evaluator = TemplateEvaluator(context)
    }

    mutating func render(
        _ template: Template,
        to output: inout some TemplateOutput
    ) throws(SyntaxError) -> RewrittenSQL {
        try render(template.nodes, to: &output)
        return try output.finish()
    }

    private mutating func render(
        _ nodes: [TemplateNode],
        to output: inout some TemplateOutput
    ) throws(SyntaxError) {
        for node in nodes { try render(node, to: &output) }
    }

    private mutating func render(
        _ node: TemplateNode,
        to output: inout some TemplateOutput
    ) throws(SyntaxError) {
        switch node {
        case .text(let range):
            try checkRoom(for: range.count, range, in: output)
            try output.write(range)
        case .output(let expression, let range):
            try write(expression, range, to: &output)
        case .branches(let branches):
            for branch in branches where try holds(branch.condition) {
                return try render(branch.body, to: &output)
            }
        case .loop(let loop): try render(loop, to: &output)
        case .assignment(let names, let expression, let range):
            try assign(try evaluator.value(of: expression), to: names, range)
        case .capture(let name, let body):
            evaluator.set(name, to: .string(try text(of: body, in: output)))
        case .scope(let values, let body):
            var scope: [String: TemplateValue] = [:]
            for (name, value) in values { scope[name] = try evaluator.value(of: value) }
            evaluator.enterScope(scope)
            defer { evaluator.leaveScope() }
            try render(body, to: &output)
        case .include(let file, let ignoresMissing, let range):
            try include(file, ignoresMissing, range, to: &output)
        }
    }

    private mutating func holds(_ condition: TemplateExpression?) throws(SyntaxError) -> Bool {
        guard let condition else { return true }
        return try evaluator.holds(condition)
    }

    private mutating func write(
        _ expression: TemplateExpression,
        _ range: Range<Int>,
        to output: inout some TemplateOutput
    ) throws(SyntaxError) {
        let bytes = output.source.bytes
        let value = SQLValue(
            value: try evaluator.value(of: expression),
            name: expression.path ?? Self.source(of: range, in: bytes),
            range: range
        )
        guard try output.write(value) else {
            throw evaluator.undefined(value.value, range, isPlaceholder: true)
        }
        try checkRoom(for: 0, range, in: output)
    }

    /// The text between the braces.
    private static func source(of range: Range<Int>, in bytes: [UInt8]) -> String {
        var inner = bytes[range].dropFirst(2).dropLast(2)
        while let first = inner.first, first.isBlank || first == UInt8(ascii: "-") {
            inner.removeFirst()
        }
        while let last = inner.last, last.isBlank || last == UInt8(ascii: "-") {
            inner.removeLast()
        }
        return String(decoding: inner, as: UTF8.self).shortened
    }

    private func checkRoom(
        for count: Int,
        _ range: Range<Int>,
        in output: some TemplateOutput
    ) throws(SyntaxError) {
        guard output.count + count > context.limits.outputBytes else { return }
        throw SyntaxError(
            range: range,
            message: "the filled text is larger than \(context.limits.outputBytes) bytes"
        )
    }

    // MARK: Tags

    private mutating func assign(
        _ value: TemplateValue,
        to names: [String],
        _ range: Range<Int>
    ) throws(SyntaxError) {
        for (name, value) in try evaluator.parts(of: value, for: names, range) {
            evaluator.set(name, to: value)
        }
    }

    /// The text of a `set` with a body, in which values stand as they are.
    private mutating func text(
        of body: [TemplateNode],
        in output: some TemplateOutput
    ) throws(SyntaxError) -> String {
        var inner = PlainOutput(template: output.source.bytes) { PlainText.text(of: $0) }
        try render(body, to: &inner)
        return inner.finish().text
    }

    private mutating func render(
        _ loop: TemplateLoop,
        to output: inout some TemplateOutput
    ) throws(SyntaxError) {
        var taken: [[String: TemplateValue]] = []
        for element in try evaluator.elements(of: loop.elements, names: loop.names.count) {
            var scope: [String: TemplateValue] = [:]
            for (name, value) in try evaluator.parts(of: element, for: loop.names, loop.range) {
                scope[name] = value
            }
            guard let filter = loop.filter else { taken.append(scope); continue }
            evaluator.enterScope(scope)
            defer { evaluator.leaveScope() }
            if try evaluator.holds(filter) { taken.append(scope) }
        }
        guard !taken.isEmpty else { return try render(loop.otherwise, to: &output) }
        for (index, scope) in taken.enumerated() {
            rounds += 1
            guard rounds <= context.limits.rounds else {
                throw SyntaxError(
                    range: loop.range,
                    message: "the loops have more than \(context.limits.rounds) rounds"
                )
            }
            var scope = scope
            scope["loop"] = LoopState(index: index, count: taken.count).value
            evaluator.enterScope(scope)
            defer { evaluator.leaveScope() }
            try render(loop.body, to: &output)
        }
    }

    private mutating func include(
        _ file: TemplateExpression,
        _ ignoresMissing: Bool,
        _ range: Range<Int>,
        to output: inout some TemplateOutput
    ) throws(SyntaxError) {
        guard let name = try evaluator.value(of: file).string else {
            throw SyntaxError(range: range, message: "include takes the name of a file")
        }
        includes += 1
        defer { includes -= 1 }
        guard includes <= context.limits.includeDepth else {
            throw SyntaxError(
                range: range,
                message: "files include one another more than \(context.limits.includeDepth) deep"
            )
        }
        guard let text = try contents(of: name, range) else {
            if ignoresMissing { return }
            throw SyntaxError(range: range, message: "\(name.shortened) cannot be read")
        }
        let outer = output.source
        defer { output.source = outer }
        do throws(SyntaxError) {
            let template = try Template(text, syntax: context.syntax)
            output.source = TemplateSource(bytes: template.bytes, tag: outer.tag ?? range)
            try render(template.nodes, to: &output)
        } catch {
            let line = SourceText(text).location(of: error.range.lowerBound).line
            throw SyntaxError(
                range: range,
                message: "\(name.shortened), line \(line): \(error.message)"
            )
        }
    }

    private func contents(of name: String, _ range: Range<Int>) throws(SyntaxError) -> String? {
        guard let include = context.include else {
            throw SyntaxError(range: range, message: "include is not possible here")
        }
        do {
            return try include(name)
        } catch {
            throw SyntaxError(range: range, message: error.message)
        }
    }
}
