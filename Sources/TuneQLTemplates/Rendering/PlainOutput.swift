import TuneQLSyntax

/// Text in which values stand as they are.
struct PlainOutput: TemplateOutput {
    var source: TemplateSource
    private let text: @Sendable (TemplateValue) -> String
    private var result = RewrittenSQL()
    private(set) var count = 0

    init(template bytes: [UInt8], text: @escaping @Sendable (TemplateValue) -> String) {
        source = TemplateSource(bytes: bytes)
        self.text = text
    }

    mutating func write(_ range: Range<Int>) {
        source.copy(range, to: &result)
        count += range.count
    }

    mutating func write(_ value: SQLValue) -> Bool {
        let text = text(value.value)
        result.write(text, for: source.tag ?? value.range)
        count += text.utf8.count
        return true
    }

    func finish() -> RewrittenSQL { result }
}
