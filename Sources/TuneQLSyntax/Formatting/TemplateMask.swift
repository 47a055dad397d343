import TuneQLText

/// A text in which SQL of the same length stands in place of template constructs.
///
/// Offsets of the masked text are those of the original, so that a template can be tokenized and
/// parsed without values.
package struct TemplateMask {
    /// What placeholders become.
    package enum Style: Sendable {
        /// Words, or a part of their quotes: each construct remains where it is.
        case words
        /// Variables, each in place of the whole text in quotes that contains it.
        case variables
    }

    /// A construct that has no meaning before it is filled.
    package struct Hole: Sendable, Equatable {
        package enum Kind: Sendable {
            /// A value: `{{ name }}` by itself, or in a text.
            case value
            /// A name in quotes that contains a placeholder.
            case name
            /// `{% … %}`, which repeats or leaves out the text around it.
            case control
        }

        package var kind: Kind
        /// The range that is masked: with the quotes where these are masked as well.
        package var range: Range<Int>
    }

    /// The masked text; the text itself where it has no constructs.
    package private(set) var text: String
    /// The constructs outside of comments, in the order of the text.
    package private(set) var holes: [Hole]

    /// The ranges of placeholders and blocks themselves, those in quotes included.
    package private(set) var constructs: [Range<Int>] = []

    /// A text that is no template: nothing in it is masked.
    package init(plain text: String) {
        (self.text, holes) = (text, [])
    }

    /// Masks a text.
    package init(_ text: String, as style: Style) {
        let bytes = Array(text.utf8)
        guard Self.mayHaveConstructs(bytes) else {
            (self.text, holes) = (text, [])
            return
        }
        var masker = Masker(bytes: bytes, style: style)
        masker.run()
        self.text = String(decoding: masker.masked, as: UTF8.self)
        holes = masker.holes
        constructs = masker.constructs
    }

    private static func mayHaveConstructs(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { first, second in
            switch (first, second) {
            case (UInt8(ascii: "{"), UInt8(ascii: "{")), (UInt8(ascii: "{"), UInt8(ascii: "%")),
                (UInt8(ascii: "{"), UInt8(ascii: "#")), (UInt8(ascii: "<"), UInt8(ascii: "<")):
                true
            case (UInt8(ascii: "."), UInt8(ascii: "r")), (UInt8(ascii: "\\"), UInt8(ascii: "i")):
                true
            default: false
            }
        }
    }
}

/// Walks through a text, with its quotes and comments.
private struct Masker {
    let bytes: [UInt8]
    let style: TemplateMask.Style
    var masked: [UInt8]
    var holes: [TemplateMask.Hole] = []
    var constructs: [Range<Int>] = []
    private var offset = 0
    /// Whether a statement may begin here.
    private var isStart = true
    /// The closings that do not follow any more.
    private var missing: Set<String> = []

    init(bytes: [UInt8], style: TemplateMask.Style) {
        (self.bytes, self.style, masked) = (bytes, style, bytes)
    }

    mutating func run() {
        while offset < bytes.count {
            if maskConstruct() || maskIncludeLine() || skipComment() { continue }
            switch bytes[offset] {
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                isStart = false
                quoted()
            case let byte:
                if !byte.isBlank { isStart = byte == UInt8(ascii: ";") }
                offset += 1
            }
        }
    }

    private func isAt(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard offset + length <= bytes.count else { return false }
        return text.withUTF8Buffer { $0.elementsEqual(bytes[offset..<offset + length]) }
    }

    // MARK: Constructs

    /// Masks the construct that starts here, outside of quotes; false if none does.
    private mutating func maskConstruct() -> Bool {
        let start = offset
        if isAt("{{"), let end = end(of: "}}") {
            fillConstruct(start..<end, opening: style == .variables ? ":" : "")
            isStart = false
            holes.append(.init(kind: .value, range: start..<end))
        } else if isAt("{%"), let end = end(of: "%}") {
            fillAsComment(start..<end)
            holes.append(.init(kind: .control, range: start..<end))
        } else if isAt("{#"), let end = end(of: "#}") {
            fillAsComment(start..<end)
        } else if isAt("<<<"), let end = end(of: ">>>") {
            fillAsComment(start..<end)
        } else {
            return false
        }
        return true
    }

    /// The end of a construct, behind its closing; nil where it stays open.
    ///
    /// Texts in quotes are skipped.
    private mutating func end(of closing: StaticString) -> Int? {
        guard !missing.contains(closing.description) else { return nil }
        let start = offset
        defer { offset = start }
        let isBlock = isAt("<<<") || isAt("{#")
        offset += isAt("<<<") ? 3 : 2
        while offset < bytes.count {
            if isAt(closing) { return offset + closing.utf8CodeUnitCount }
            if !isBlock, bytes[offset] == UInt8(ascii: "'") || bytes[offset] == UInt8(ascii: "\""),
                let close = bytes[(offset + 1)...].firstIndex(of: bytes[offset])
            {
                let inner = bytes[offset..<close]
                if !inner.contains(UInt8(ascii: "\n")) { offset = close }
            }
            offset += 1
        }
        missing.insert(closing.description)
        return nil
    }

    /// Makes a comment of a line that reads a file, `.read FILE` or `\i FILE`; false if none is here.
    private mutating func maskIncludeLine() -> Bool {
        guard isStart, bytes[offset] == UInt8(ascii: ".") || bytes[offset] == UInt8(ascii: "\\"),
            bytes[..<offset].last(where: { !$0.isBlank || $0 == UInt8(ascii: "\n") })
                .map({ $0 == UInt8(ascii: "\n") }) ?? true
        else { return false }
        let line = bytes[offset...].prefix { $0 != UInt8(ascii: "\n") }
        let word = String(decoding: line.prefix { !$0.isBlank }, as: UTF8.self)
        guard [".read", "\\i", "\\include", "\\ir"].contains(word) else { return false }
        for index in offset..<offset + 2 { masked[index] = UInt8(ascii: "-") }
        offset = line.endIndex
        return true
    }

    private static let filler = UInt8(ascii: "p")

    private mutating func fillConstruct(_ range: Range<Int>, opening: StaticString = "") {
        constructs.append(range)
        fill(range, opening: opening)
    }

    private mutating func fill(_ range: Range<Int>, opening: StaticString = "") {
        for index in range { masked[index] = Self.filler }
        opening.withUTF8Buffer { opening in
            for (place, byte) in opening.enumerated() {
                masked[range.lowerBound + place] = byte
            }
        }
        offset = range.upperBound
    }

    private mutating func fillAsComment(_ range: Range<Int>) {
        fillConstruct(range, opening: "/*")
        masked[range.upperBound - 2] = UInt8(ascii: "*")
        masked[range.upperBound - 1] = UInt8(ascii: "/")
    }

    // MARK: Quotes and comments

    /// Passes a text or a name in quotes, and masks the constructs in it.
    private mutating func quoted() {
        let start = offset
        let quote = bytes[offset]
        var hasConstruct = false
        offset += 1
        while offset < bytes.count {
            let inner = offset
            if isAt("{{"), let end = end(of: "}}") {
                fillConstruct(inner..<end)
                hasConstruct = true
            } else if isAt("{%"), let end = end(of: "%}") {
                fillConstruct(inner..<end)
                hasConstruct = true
            } else if bytes[offset] == quote {
                offset += 1
                guard offset < bytes.count, bytes[offset] == quote else { break }
                offset += 1
            } else {
                offset += 1
            }
        }
        guard hasConstruct else { return }
        let isText = quote == UInt8(ascii: "'")
        holes.append(.init(kind: isText ? .value : .name, range: start..<offset))
        if isText, style == .variables { fill(start..<offset, opening: ":") }
    }

    /// Passes a comment; false if none starts here.
    private mutating func skipComment() -> Bool {
        if isAt("--") || isAt("//") || isAt("#") {
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
        } else if isAt("/*") {
            offset += 2
            while offset < bytes.count, !isAt("*/") { offset += 1 }
            offset = min(offset + 2, bytes.count)
        } else {
            return false
        }
        return true
    }
}
