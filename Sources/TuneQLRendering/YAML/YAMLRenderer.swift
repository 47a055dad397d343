import TuneQLJSON
import TuneQLText

/// A list of maps, with nested values as maps and lists of their own; a document for each result.
struct YAMLRenderer: ResultRenderer {
    private let options: RenderingOptions
    private var output: OutputBuffer
    private var kinds: [RenderedColumn.Kind] = []
    private var names: [String] = []
    private var column = 0
    private var rows = 0
    private var isFirst: Bool

    init(_ options: RenderingOptions, _ output: OutputBuffer) {
        self.options = options
        self.output = output
        isFirst = !options.followsResult
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        if !isFirst { output.append("---\n") }
        isFirst = false
        rows = 0
        kinds = columns.map(\.kind)
        names = JSONRenderer.distinct(columns.map(\.name)).map(YAMLText.scalar)
    }

    mutating func beginRow() {
        rows += 1
        column = 0
    }

    mutating func appendNull() { write("null") }

    mutating func append(integer: Int64) {
        let isBoolean = nextKind == .boolean && (0...1).contains(integer)
        write(isBoolean ? (integer == 1 ? "true" : "false") : String(integer))
    }

    mutating func append(real: Double) { write(YAMLText.number(real)) }

    mutating func append(text: Span<UInt8>) {
        switch nextKind {
        case .json, .checkedJSON: append(json: text)
        default: write(YAMLText.scalar(String(decoding: text.bytes, as: UTF8.self)))
        }
    }

    mutating func append(json: Span<UInt8>) {
        do {
            try JSONText.checkUTF8(json)
            let value = try JSONValue(parsing: json.bytes)
            beginCell()
            YAMLText.append(value, to: &output.bytes, level: 1)
        } catch {
            write(YAMLText.scalar(String(decoding: json.bytes, as: UTF8.self)))
        }
    }

    mutating func append(blob: Span<UInt8>) {
        write("!!binary \"\(Base64.encoded(blob.bytes))\"")
    }

    mutating func endRow() throws {
        if kinds.isEmpty { output.append("- {}\n") }
        try output.flushIfLarge()
    }

    mutating func finish() throws {
        if rows == 0 { output.append("[]\n") }
    }

    mutating func breakOff() throws { output.append("# incomplete\n") }

    mutating func flush() throws { try output.flush() }

    private var nextKind: RenderedColumn.Kind { kinds[column] }

    private mutating func write(_ scalar: String) {
        beginCell()
        output.bytes += " \(scalar)\n".utf8
    }

    private mutating func beginCell() {
        output.append(column == 0 ? "- " : "  ")
        output.bytes += names[column].utf8
        output.append(":")
        column += 1
    }
}

extension Span<UInt8> {
    /// A copy of the bytes.
    fileprivate var bytes: [UInt8] { withUnsafeBufferPointer { Array($0) } }
}
