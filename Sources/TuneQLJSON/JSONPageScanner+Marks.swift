/// Reads the members of a page that are beside its rows.
extension JSONPageScanner {
    /// Reads an object that holds marks and no rows.
    ///
    /// `depth` is the number of names that led here, `below` the marks inside of the object.
    mutating func members(
        _ text: Span<UInt8>,
        depth: Int,
        _ below: [Int]
    ) throws(JSONError) {
        try open(text)
        var isFirst = true
        while let name = try name(text, &isFirst) {
            let plain = try plainName(name, text)
            let inside = below.filter { marks[$0].count > depth && marks[$0][depth] == plain }
            try mark(text, depth: depth + 1, inside)
        }
    }

    /// Reads the value of a member, at which marks may end, or which may contain them.
    mutating func mark(
        _ text: Span<UInt8>,
        depth: Int,
        _ inside: [Int]
    ) throws(JSONError) {
        let start = offset
        let cell = try value(text)
        for mark in inside where marks[mark].count == depth {
            marked[mark] = cell
            if mark == tokenMark { token = try token(in: cell, text, at: start) }
        }
        let deeper = inside.filter { marks[$0].count > depth }
        guard !deeper.isEmpty, cell.kind == .object else { return }
        offset = start
        try members(text, depth: depth, deeper)
    }

    /// The text of a token, which may be a number; nil for an empty one.
    private func token(
        in cell: JSONCell,
        _ text: Span<UInt8>,
        at start: Int
    ) throws(JSONError) -> String? {
        let range = cell.slice.range
        switch cell.kind {
        case .null, .false: return nil
        case .string, .escapedString, .integer:
            var bytes: [UInt8] = []
            try JSONText.unescape(text.extracting(range), into: &bytes, from: range.lowerBound)
            return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
        default: throw JSONError(.wrongShape, at: start)
        }
    }
}
