import TuneQLJSON
import TuneQLText

/// The values as SQL literals that SQLite reads back exactly.
struct SQLRenderer: ResultRenderer {
    /// What surrounds the literals.
    enum Form {
        /// An INSERT statement for each row.
        case insert
        /// A line for each row, with commas between its literals.
        case quote
    }

    private let form: Form
    private let options: RenderingOptions
    private var output: OutputBuffer
    /// The text before the first literal of each row.
    private var opening: [UInt8] = []
    private var isFirstCell = true

    init(_ form: Form, _ options: RenderingOptions, _ output: OutputBuffer) {
        self.form = form
        self.options = options
        self.output = output
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        guard form == .quote else { return opening = insertion(columns) }
        guard !options.hidesHeaders else { return }
        beginRow()
        for column in columns { append(text: column.name.utf8.span) }
        try endRow()
    }

    /// The start of the INSERT statement; repeated names are numbered, as in JSON.
    private func insertion(_ columns: [RenderedColumn]) -> [UInt8] {
        let names = JSONRenderer.distinct(columns.map(\.name)).map(\.quotedAsName)
        let list = options.hidesHeaders ? "" : " (\(names.joined(separator: ", ")))"
        return Array("INSERT INTO \(options.tableName.quotedAsName)\(list) VALUES (".utf8)
    }

    mutating func beginRow() {
        output.bytes += opening
        isFirstCell = true
    }

    mutating func appendNull() { literal("NULL".utf8.span) }

    mutating func append(integer: Int64) { literal(String(integer).utf8.span) }

    mutating func append(real: Double) {
        let text = real.isFinite ? real.description : real.isNaN ? "NULL" : "9.0e+999"
        literal((real == -.infinity ? "-" + text : text).utf8.span)
    }

    mutating func append(text: Span<UInt8>) {
        // A literal ends at NUL.
        guard text.indices.allSatisfy({ text[$0] != 0 }) else {
            return append(blob: text, as: ("CAST(", " AS TEXT)"))
        }
        separate()
        let quote = UInt8(ascii: "'")
        output.bytes.append(quote)
        for index in text.indices {
            if text[index] == quote { output.bytes.append(quote) }
            output.bytes.append(text[index])
        }
        output.bytes.append(quote)
    }

    mutating func append(json: Span<UInt8>) { append(text: json) }

    mutating func append(blob: Span<UInt8>) { append(blob: blob, as: ("", "")) }

    private mutating func append(blob: Span<UInt8>, as wrapping: (String, String)) {
        separate()
        output.bytes += wrapping.0.utf8
        output.append("x'")
        Hexadecimal.append(blob, to: &output.bytes)
        output.append("'")
        output.bytes += wrapping.1.utf8
    }

    private mutating func literal(_ text: Span<UInt8>) {
        separate()
        output.bytes.append(copying: text)
    }

    private mutating func separate() {
        if !isFirstCell { output.append(form == .insert ? ", " : ",") }
        isFirstCell = false
    }

    mutating func endRow() throws {
        output.append(form == .insert ? ");\n" : "\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {}

    mutating func flush() throws { try output.flush() }
}
