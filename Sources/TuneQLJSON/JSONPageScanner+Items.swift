extension JSONPageScanner {
    /// Reads an array of items.
    mutating func items(_ text: Span<UInt8>) throws(JSONError) {
        guard try current(text) == UInt8(ascii: "[") else { throw wrongShape(text) }
        offset = text.endOfBlanks(from: offset + 1)
        if try current(text) == UInt8(ascii: "]") {
            offset += 1
            return
        }
        while true {
            try row(text)
            offset = text.endOfBlanks(from: offset)
            let separator = try current(text)
            guard separator == UInt8(ascii: ",") else {
                guard separator == UInt8(ascii: "]") else { throw unexpected }
                offset += 1
                return
            }
            offset = text.endOfBlanks(from: offset + 1)
        }
    }

    /// Reads one row.
    @inline(__always)
    mutating func row(_ text: Span<UInt8>) throws(JSONError) {
        guard holdsValues else { return try item(text) }
        let base = addRow()
        let cell = try value(text)
        if let valueColumn { cells[base &+ valueColumn] = cell }
        if let scopeColumn { cells[base &+ scopeColumn] = scope }
    }

    /// Adds a row without values; returns the position of its first cell.
    @inline(__always)
    private mutating func addRow() -> Int {
        let base = cells.count
        cells.append(contentsOf: repeatElement(.absent, count: columns.count))
        rows += 1
        return base
    }

    /// Reads an object as a row.
    private mutating func item(_ text: Span<UInt8>) throws(JSONError) {
        try open(text)
        let base = addRow()
        var guess = 0
        var isFirst = true
        while let name = try name(text, &isFirst) {
            let column = try column(name, text, guess: guess)
            let cell = try value(text)
            guard let column else {
                if checksSpelling { try checkSpelling(of: name, text) }
                continue
            }
            cells[base &+ column] = cell
            guess = column &+ 1
        }
        if let scopeColumn { cells[base &+ scopeColumn] = scope }
    }

    /// Throws when a member has another spelling of a wanted name.
    @inline(__always)
    private func checkSpelling(of name: Name, _ text: Span<UInt8>) throws(JSONError) {
        guard otherSpellings.holds(name.start, name.end, in: text) else { return }
        throw JSONError(.otherSpelling, at: name.start)
    }

    @inline(__always)
    private func column(
        _ name: Name,
        _ text: Span<UInt8>,
        guess: Int
    ) throws(JSONError) -> Int? {
        guard name.hasEscapes else {
            return columns.index(of: name.start, name.end, in: text, guess: guess)
        }
        let plain = try plainName(name, text)
        return columns.index(of: 0, plain.count, in: plain.span, guess: guess)
    }
}
