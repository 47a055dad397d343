/// A word of a filter.
struct FilterToken: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// An unquoted word, which may be a path, a number, or a name of an enum.
        case word
        case quoted
        case comparator
        case open, close, minus
    }

    var kind: Kind
    var text: String
}

extension FilterToken {
    /// The words of a filter; nil when a quotation does not end.
    static func tokens(of text: String) -> [FilterToken]? {
        let characters = Array(text)
        var tokens: [FilterToken] = []
        var offset = 0
        while offset < characters.count {
            if characters[offset].isWhitespace {
                offset += 1
            } else if let token = token(in: characters, at: &offset, after: tokens.last) {
                tokens.append(token)
            } else {
                return nil
            }
        }
        return tokens
    }

    private static func token(
        in characters: [Character],
        at offset: inout Int,
        after last: FilterToken?
    ) -> FilterToken? {
        switch characters[offset] {
        case "(": return single(.open, in: characters, at: &offset)
        case ")": return single(.close, in: characters, at: &offset)
        case "-" where last?.kind != .comparator:
            return single(.minus, in: characters, at: &offset)
        case "\"", "'": return quoted(in: characters, at: &offset)
        case "=", "<", ">", "!", ":": return comparator(in: characters, at: &offset)
        default: return word(in: characters, at: &offset)
        }
    }

    private static func single(
        _ kind: Kind,
        in characters: [Character],
        at offset: inout Int
    ) -> FilterToken {
        defer { offset += 1 }
        return FilterToken(kind: kind, text: String(characters[offset]))
    }

    private static func comparator(in characters: [Character], at offset: inout Int)
        -> FilterToken?
    {
        let isPaired = offset + 1 < characters.count && characters[offset + 1] == "="
        let text = String(characters[offset..<offset + (isPaired ? 2 : 1)])
        guard ["=", "!=", "<", "<=", ">", ">=", ":"].contains(text) else { return nil }
        offset += text.count
        return FilterToken(kind: .comparator, text: text)
    }

    private static func quoted(in characters: [Character], at offset: inout Int) -> FilterToken? {
        let quote = characters[offset]
        var text = ""
        offset += 1
        while offset < characters.count, characters[offset] != quote {
            if characters[offset] == "\\", offset + 1 < characters.count { offset += 1 }
            text.append(characters[offset])
            offset += 1
        }
        guard offset < characters.count else { return nil }
        offset += 1
        return FilterToken(kind: .quoted, text: text)
    }

    /// A word ends before blanks and operators; a colon inside a value, as in a time, belongs to it.
    private static func word(in characters: [Character], at offset: inout Int) -> FilterToken {
        let start = offset
        let isTime = characters[offset].isNumber
        while offset < characters.count, !characters[offset].isWhitespace,
            !"()=<>!\"'".contains(characters[offset]), isTime || characters[offset] != ":"
        {
            offset += 1
        }
        return FilterToken(kind: .word, text: String(characters[start..<offset]))
    }
}
