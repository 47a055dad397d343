/// Reads a page once, from start to end, and records the positions of the cells.
struct JSONPageScanner {
    enum Step {
        case member([UInt8])
        case everyValue
    }

    let steps: [Step]
    let isList: Bool
    let holdsValues: Bool
    let envelope: [[[UInt8]]]
    let columns: JSONColumns
    /// The position of the column of rows that are values.
    let valueColumn: Int?
    /// The position of the column with the keys on the way to the rows.
    let scopeColumn: Int?
    let otherSpellings: JSONColumns
    let checksSpelling: Bool
    /// The paths to the members beside the rows; the last is the token's if there is one.
    let marks: [[[UInt8]]]
    let tokenMark: Int?
    let scopeMember: [UInt8]?
    var offset = 0

    var rows = 0
    var cells: [JSONCell] = []
    /// The key of the object whose rows are being read.
    var scope = JSONCell.absent
    /// The members at the ends of the paths.
    var marked: [JSONCell]
    /// The members of objects with rows, with the objects' keys.
    var markedScopes: [(key: JSONCell, value: JSONCell)] = []
    var token: String?

    init(_ layout: JSONLayout) {
        steps = layout.steps.map { step in
            switch step {
            case .member(let name): .member(Array(name.utf8))
            case .everyValue: .everyValue
            }
        }
        isList = layout.isList
        envelope = layout.envelope.map { $0.map { Array($0.utf8) } }
        columns = JSONColumns(layout.columns)
        if case .values(let name) = layout.form {
            holdsValues = true
            valueColumn = layout.columns.firstIndex(of: name)
        } else {
            holdsValues = false
            valueColumn = nil
        }
        scopeColumn = layout.scopeColumn.flatMap { layout.columns.firstIndex(of: $0) }
        otherSpellings = JSONColumns(layout.otherSpellings)
        checksSpelling = !layout.otherSpellings.isEmpty
        let paths = layout.members + [layout.tokenPath].compactMap(\.self)
        marks = paths.map { $0.map { Array($0.utf8) } }
        tokenMark = layout.tokenPath == nil ? nil : marks.count - 1
        scopeMember = layout.scopeMember.map { Array($0.utf8) }
        marked = Array(repeating: .absent, count: marks.count)
    }

    /// Reads the whole text.
    mutating func page(_ text: Span<UInt8>) throws(JSONError) {
        offset = text.endOfBlanks(from: 0)
        try follow(text, level: 0, Array(marks.indices))
        offset = text.endOfBlanks(from: offset)
        guard offset == text.count else { throw JSONError(.trailingText, at: offset) }
    }

    /// Reads the value that `level` steps lead to; `below` are the marks inside of it.
    private mutating func follow(
        _ text: Span<UInt8>,
        level: Int,
        _ below: [Int]
    ) throws(JSONError) {
        guard level < steps.count else { return try end(text, level: level, below) }
        switch steps[level] {
        case .member(let name): try envelope(text, level: level, name, below)
        case .everyValue: try everyValue(text, level: level)
        }
    }

    /// Reads the row or the array of rows at the end of the steps.
    private mutating func end(
        _ text: Span<UInt8>,
        level: Int,
        _ below: [Int]
    ) throws(JSONError) {
        let start = offset
        let first = try current(text)
        if isList || (first == UInt8(ascii: "[") && !holdsValues) {
            return try items(text)
        }
        try row(text)
        // A second pass, for the members that are no columns.
        guard !below.isEmpty, first == UInt8(ascii: "{") else { return }
        offset = start
        try members(text, depth: level, below)
    }

    /// Reads the values of an object with free keys.
    private mutating func everyValue(_ text: Span<UInt8>, level: Int) throws(JSONError) {
        try open(text)
        var isFirst = true
        while let name = try name(text, &isFirst) {
            scope = JSONCell(name.hasEscapes ? .escapedString : .string, name.start, name.end)
            if try current(text) == UInt8(ascii: "n") {
                _ = try value(text)
            } else {
                try follow(text, level: level + 1, [])
            }
        }
        scope = .absent
    }

    /// Reads an object on the way to the rows; level 0 is the page itself.
    private mutating func envelope(
        _ text: Span<UInt8>,
        level: Int,
        _ wanted: [UInt8],
        _ below: [Int]
    ) throws(JSONError) {
        try open(text)
        let rowsBefore = rows
        var isFirst = true
        var hasItems = false
        var unexpected: Int?
        while let name = try name(text, &isFirst) {
            let plain = try plainName(name, text)
            let inside = below.filter { marks[$0].count > level && marks[$0][level] == plain }
            if plain == wanted {
                // Rows of an earlier member of the name must not be lost.
                guard rows == rowsBefore else { throw JSONError(.repeatedName, at: offset) }
                if try onPath(text, level: level, inside) { hasItems = true }
            } else if !inside.isEmpty {
                try mark(text, depth: level + 1, inside)
            } else if plain == scopeMember, scope.kind != .absent {
                markedScopes.append((scope, try value(text)))
            } else if try isUnexpected(name, plain, text, level: level) {
                unexpected = unexpected ?? name.start
            }
        }
        // An object without any of the expected members is a different response, not an empty one.
        guard let unexpected, !hasItems, level > 0 || token == nil else { return }
        throw JSONError(.unknownMember, at: unexpected)
    }

    /// Reads a member off the way to the rows; returns whether it is unexpected.
    private mutating func isUnexpected(
        _ name: Name,
        _ plain: [UInt8],
        _ text: Span<UInt8>,
        level: Int
    ) throws(JSONError) -> Bool {
        let cell = try value(text)
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

    /// Reads a value on the way to the rows; returns whether there is one.
    private mutating func onPath(
        _ text: Span<UInt8>,
        level: Int,
        _ below: [Int]
    ) throws(JSONError) -> Bool {
        guard try current(text) != UInt8(ascii: "n") else {
            _ = try value(text)
            return false
        }
        try follow(text, level: level + 1, below)
        return true
    }
}
