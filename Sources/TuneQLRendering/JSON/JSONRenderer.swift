import TuneQLJSON
import TuneQLText

/// Objects with typed values, in an array, one on each line, or in an envelope.
///
/// An integer beyond 2^53 is a string, since most parsers would round it; a real that is not finite
/// is null; a blob is Base64. Of columns with the same name, the second is called `name_2`.
struct JSONRenderer: ResultRenderer {
    /// How the objects of a result are enclosed.
    enum Framing {
        case array, lines, envelope
    }

    private static let exactLimit: UInt64 = 1 << 53

    private let framing: Framing
    /// Whether each member of an array's objects has a line of its own, for people.
    private let isIndented: Bool
    private var output: OutputBuffer
    private var kinds: [RenderedColumn.Kind] = []
    /// The text before each value: a brace or a comma, the name and a colon.
    private var prefixes: [[UInt8]] = []
    private var column = 0
    private var isFirstRow = true
    private var ending = ResultEnding()

    init(_ framing: Framing, _ options: RenderingOptions, _ output: OutputBuffer) {
        self.framing = framing
        isIndented = framing == .array && options.isForTerminal
        self.output = output
    }

    mutating func begin(columns: [RenderedColumn]) throws {
        kinds = columns.map(\.kind)
        let names = Self.distinct(columns.map(\.name))
        prefixes = names.enumerated().map { index, name in
            var prefix = Array((index == 0 ? "{" : ",").utf8)
            if isIndented { prefix += "\n    ".utf8 }
            JSONText.quote(name.utf8.span, to: &prefix)
            return prefix + (isIndented ? ": " : ":").utf8
        }
        isFirstRow = true
        ending = ResultEnding()
        switch framing {
        case .array: output.append("[")
        case .lines: break
        case .envelope: output.bytes += Self.opening(columns, names: names)
        }
    }

    /// Appends numbers to repeated names, skipping numbered names that are already in use.
    static func distinct(_ names: [String]) -> [String] {
        var used = Set(names)
        var seen: Set<String> = []
        return names.map { name in
            guard !seen.insert(name).inserted else { return name }
            var number = 2
            while !used.insert("\(name)_\(number)").inserted { number += 1 }
            return "\(name)_\(number)"
        }
    }

    mutating func beginRow() {
        if framing != .lines, !isFirstRow { output.append(",\n") }
        if isIndented { output.append(isFirstRow ? "\n  " : "  ") }
        isFirstRow = false
        column = 0
    }

    mutating func endRow() throws {
        if kinds.isEmpty { output.append("{") }
        if isIndented, !kinds.isEmpty { output.append("\n  ") }
        output.append("}")
        if framing == .lines { output.append("\n") }
        try output.flushIfLarge()
    }

    mutating func finish() throws {
        switch framing {
        case .array: output.append(isIndented && !isFirstRow ? "\n]\n" : "]\n")
        case .lines: break
        case .envelope: output.bytes += Self.closing(ending)
        }
    }

    /// Leaves an array open, so that no parser accepts it as complete.
    mutating func breakOff() throws {
        if framing == .array { output.append("\n") } else { try finish() }
    }

    mutating func record(_ ending: ResultEnding) {
        self.ending = ending
    }

    mutating func flush() throws {
        try output.flush()
    }
}

// MARK: - Cells

extension JSONRenderer {
    mutating func appendNull() {
        beginCell()
        output.append("null")
    }

    mutating func append(integer: Int64) {
        let kind = beginCell()
        if kind == .boolean, integer == 0 || integer == 1 {
            output.append(integer == 1 ? "true" : "false")
        } else if integer.magnitude <= Self.exactLimit {
            output.bytes.append(contentsOf: String(integer).utf8)
        } else {
            JSONText.quote(String(integer).utf8.span, to: &output.bytes)
        }
    }

    mutating func append(real: Double) {
        beginCell()
        output.bytes.append(contentsOf: (real.isFinite ? real.description : "null").utf8)
    }

    mutating func append(text: Span<UInt8>) {
        switch beginCell() {
        case .checkedJSON where !isIndented && Self.isContainer(text):
            output.bytes.append(copying: text)
        case .json, .checkedJSON: write(json: text)
        default: JSONText.quote(text, to: &output.bytes)
        }
    }

    mutating func append(json: Span<UInt8>) {
        beginCell()
        write(json: json)
    }

    mutating func append(blob: Span<UInt8>) {
        beginCell()
        output.append("\"")
        Base64.append(blob, to: &output.bytes)
        output.append("\"")
    }

    @discardableResult
    private mutating func beginCell() -> RenderedColumn.Kind {
        output.bytes.append(contentsOf: prefixes[column])
        column += 1
        return kinds[column - 1]
    }

    /// Writes a text as minified JSON, or as a string if it is not JSON.
    private mutating func write(json text: Span<UInt8>) {
        do {
            try JSONText.checkUTF8(text)
            if isIndented { return try indent(text) }
            try JSONText.minify(text, into: &output.bytes)
        } catch {
            JSONText.quote(text, to: &output.bytes)
        }
    }

    private mutating func indent(_ text: Span<UInt8>) throws(JSONError) {
        let value = try JSONValue(parsing: text.withUnsafeBufferPointer { Array($0) })
        value.write(to: &output.bytes, indentation: 2, level: 2)
    }

    /// Whether a text looks like an object or array, as a guard against mislabelled columns.
    private static func isContainer(_ text: Span<UInt8>) -> Bool {
        guard text.count > 1 else { return false }
        switch (text[0], text[text.count - 1]) {
        case (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "["), UInt8(ascii: "]")):
            return true
        default: return false
        }
    }
}
