import TuneQLJSON

/// A line for each row, with its values as they are: nothing is quoted or escaped.
struct ListRenderer: TextRenderer {
    private let separator: UInt8
    private let hidesHeaders: Bool
    private let nullText: String
    var output: OutputBuffer
    private(set) var columns: [RenderedColumn] = []
    var column = 0

    /// Makes a renderer of values with a separator between them.
    init(
        separator: UInt8,
        hidesHeaders: Bool,
        _ options: RenderingOptions,
        _ output: OutputBuffer
    ) {
        self.separator = separator
        self.hidesHeaders = hidesHeaders
        nullText = options.nullText ?? ""
        self.output = output
    }

    /// Values with bars between them, as in the shell of SQLite, or another chosen character.
    static func list(_ options: RenderingOptions, _ output: OutputBuffer) -> ListRenderer {
        let isChosen = options.delimiter != RenderingOptions().delimiter
        return ListRenderer(
            separator: isChosen ? options.delimiter : UInt8(ascii: "|"),
            hidesHeaders: options.hidesHeaders,
            options,
            output
        )
    }

    /// Values with tabs between them and nothing else, for variables of scripts.
    static func raw(_ options: RenderingOptions, _ output: OutputBuffer) -> ListRenderer {
        ListRenderer(separator: UInt8(ascii: "\t"), hidesHeaders: true, options, output)
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        self.columns = columns
        if !hidesHeaders { try writeNames() }
    }

    mutating func writeNull() {
        write(nullText.utf8.span, isSafe: false)
    }

    mutating func write(_ text: Span<UInt8>, isSafe: Bool) {
        if column > 0 { output.bytes.append(separator) }
        output.bytes.append(copying: text)
    }

    mutating func endRow() throws {
        output.append("\n")
        try output.flushIfLarge()
    }

    mutating func finish() throws {}
}
