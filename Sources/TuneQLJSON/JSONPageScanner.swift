/// Reads a page once, from start to end, and records the positions of the cells.
struct JSONPageScanner {
    private let path: [[UInt8]]
    private let tokenName: [UInt8]?
    private let envelope: [[[UInt8]]]
    let columns: JSONColumns
    let otherSpellings: JSONColumns
    let checksSpelling: Bool
    var offset = 0

    var rows = 0
    var cells: [JSONCell] = []
    private(set) var token: String?

    init(_ layout: JSONLayout) {
        path = layout.itemsPath.map { Array($0.utf8) }
        tokenName = layout.tokenName.map { Array($0.utf8) }
        envelope = layout.envelope.map { $0.map { Array($0.utf8) } }
        columns = JSONColumns(layout.columns)
        otherSpellings = JSONColumns(layout.otherSpellings)
        checksSpelling = !layout.otherSpellings.isEmpty
    }

    /// Reads the whole text.
    mutating func page(_ text: Span<UInt8>) throws(JSONError) {
        offset = text.endOfBlanks(from: 0)
        if !path.isEmpty {
            try envelope(text, level: 0)
        } else if offset < text.count, text[offset] == UInt8(ascii: "[") {
            try items(text)
        } else {
            try single(text)
        }
        offset = text.endOfBlanks(from: offset)
        guard offset == text.count else { throw JSONError(.trailingText, at: offset) }
    }

    /// Reads a page that is one item; finding its token, if any, takes a second pass.
    private mutating func single(_ text: Span<UInt8>) throws(JSONError) {
        let start = offset
        try item(text)
        guard tokenName != nil else { return }
        offset = start
        try envelope(text, level: 0)
    }

    /// Reads an object on the path to the items; level 0 is the page itself.
    private mutating func envelope(_ text: Span<UInt8>, level: Int) throws(JSONError) {
        try open(text)
        var isFirst = true
        var hasItems = false
        var unexpected: Int?
        while let name = try name(text, &isFirst) {
            if level < path.count, try matches(name, path[level], text) {
                if try onPath(text, level: level) { hasItems = true }
            } else if level == 0, let tokenName, try matches(name, tokenName, text) {
                try readToken(text)
            } else if try isUnexpected(name, text, level: level) {
                unexpected = unexpected ?? name.start
            }
        }
        // An object without any of the expected members is a different response, not an empty one.
        guard let unexpected, !hasItems, level > 0 || token == nil else { return }
        throw JSONError(.unknownMember, at: unexpected)
    }

    /// Reads a member off the path to the items; returns whether it is unexpected.
    private mutating func isUnexpected(
        _ name: Name,
        _ text: Span<UInt8>,
        level: Int
    ) throws(JSONError) -> Bool {
        let cell = try value(text)
        let plain = try plainName(name, text)
        guard !(level < envelope.count && envelope[level].contains(plain)), cell.kind != .null
        else { return false }
        if otherSpellings.holds(0, plain.count, in: plain.span) {
            throw JSONError(.otherSpelling, at: name.start)
        }
        guard level < envelope.count else { return false }
        if Self.errorNames.contains(plain), !cell.isBlank {
            throw JSONError(.unknownMember, at: name.start)
        }
        return true
    }

    /// The names that report a failure, even beside items.
    private static let errorNames = [Array("error".utf8), Array("errors".utf8)]

    /// Reads a value on the path to the items; rows of an earlier one of its name must not be lost.
    ///
    /// - Returns: Whether there is one.
    private mutating func onPath(_ text: Span<UInt8>, level: Int) throws(JSONError) -> Bool {
        guard rows == 0 else { throw JSONError(.repeatedName, at: offset) }
        guard try current(text) != UInt8(ascii: "n") else {
            _ = try value(text)
            return false
        }
        if level + 1 < path.count {
            try envelope(text, level: level + 1)
        } else {
            try items(text)
        }
        return true
    }

    private mutating func readToken(_ text: Span<UInt8>) throws(JSONError) {
        let start = offset
        let cell = try value(text)
        switch cell.kind {
        case .null: token = nil
        case .string, .escapedString:
            let text = try string(cell.slice.range, text)
            token = text.isEmpty ? nil : text
        default: throw JSONError(.wrongShape, at: start)
        }
    }

    private func string(
        _ range: Range<Int>,
        _ text: Span<UInt8>
    ) throws(JSONError) -> String {
        var bytes: [UInt8] = []
        try JSONText.unescape(text.extracting(range), into: &bytes, from: range.lowerBound)
        return String(decoding: bytes, as: UTF8.self)
    }
}
