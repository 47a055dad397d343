/// Reads the text of `fields`: `a,b/c,d(e,f/g),*`.
struct ResponseMaskParser {
    private let characters: [Character]
    private var offset = 0

    /// Parses a mask; nil when the text is malformed.
    static func mask(_ text: String) -> ResponseMask? {
        var parser = ResponseMaskParser(characters: Array(text))
        guard let mask = parser.list(), parser.offset == parser.characters.count else { return nil }
        return mask
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func list() -> ResponseMask? {
        var mask = ResponseMask(children: [:])
        repeat {
            guard let item = item() else { return nil }
            mask = mask.union(item)
        } while accept(",")
        return mask
    }

    private mutating func item() -> ResponseMask? {
        guard let name = name() else { return nil }
        if accept("/") || accept(".") {
            return item().map { ResponseMask(children: [name: $0]) }
        }
        guard accept("(") else { return ResponseMask(children: [name: .everything]) }
        guard let inner = list(), accept(")") else { return nil }
        return ResponseMask(children: [name: inner])
    }

    private mutating func name() -> String? {
        let start = offset
        while offset < characters.count, !",/.()".contains(characters[offset]) { offset += 1 }
        let name = String(characters[start..<offset]).trimmed
        return name.isEmpty ? nil : name
    }

    private mutating func accept(_ character: Character) -> Bool {
        guard offset < characters.count, characters[offset] == character else { return false }
        offset += 1
        return true
    }
}

extension StringProtocol {
    /// The text without blanks at its ends.
    var trimmed: String {
        let front = drop(while: \.isWhitespace)
        guard let last = front.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(front[...last])
    }
}
