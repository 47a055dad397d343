/// Reads a page once, from start to end, and notes where the cells lie.
struct JSONPageScanner {
    private let path: [[UInt8]]
    private let tokenName: [UInt8]?
    let columns: JSONColumns
    var offset = 0

    var rows = 0
    var cells: [JSONCell] = []
    private(set) var token: String?

    init(_ layout: JSONLayout) {
        path = layout.itemsPath.map { Array($0.utf8) }
        tokenName = layout.tokenName.map { Array($0.utf8) }
        columns = JSONColumns(layout.columns)
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

    /// Reads a page that is one item; its token, if any, takes a second look.
    private mutating func single(_ text: Span<UInt8>) throws(JSONError) {
        let start = offset
        try item(text)
        guard tokenName != nil else { return }
        offset = start
        try envelope(text, level: 0)
    }

    /// Reads an object on the way to the items; level 0 is the page itself.
    private mutating func envelope(_ text: Span<UInt8>, level: Int) throws(JSONError) {
        try open(text)
        var isFirst = true
        while let name = try name(text, &isFirst) {
            if level < path.count, try matches(name, path[level], text) {
                try onPath(text, level: level)
            } else if level == 0, let tokenName, try matches(name, tokenName, text) {
                try readToken(text)
            } else {
                _ = try value(text)
            }
        }
    }

    /// Reads a value on the way to the items; rows of an earlier one of its name must not get lost.
    private mutating func onPath(_ text: Span<UInt8>, level: Int) throws(JSONError) {
        guard rows == 0 else { throw JSONError(.repeatedName, at: offset) }
        guard try current(text) != UInt8(ascii: "n") else {
            _ = try value(text)
            return
        }
        if level + 1 < path.count {
            try envelope(text, level: level + 1)
        } else {
            try items(text)
        }
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
