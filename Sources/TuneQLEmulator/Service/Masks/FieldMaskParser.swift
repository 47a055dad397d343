/// Reads the text of `fields`: `a,b/c,d(e,f/g),*`.
struct FieldMaskParser {
    private let characters: [Character]
    private var offset = 0

    /// The mask that the text stands for; nil when it is malformed.
    static func mask(_ text: String) -> FieldMask? {
        var parser = FieldMaskParser(characters: Array(text))
        guard let mask = parser.list(), parser.offset == parser.characters.count else { return nil }
        return mask
    }

    private init(characters: [Character]) {
        self.characters = characters
    }

    private mutating func list() -> FieldMask? {
        var mask = FieldMask(children: [:])
        repeat {
            guard let item = item() else { return nil }
            mask = mask.union(item)
        } while accept(",")
        return mask
    }

    private mutating func item() -> FieldMask? {
        guard let name = name() else { return nil }
        if accept("/") || accept(".") {
            return item().map { FieldMask(children: [name: $0]) }
        }
        guard accept("(") else { return FieldMask(children: [name: .everything]) }
        guard let inner = list(), accept(")") else { return nil }
        return FieldMask(children: [name: inner])
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
