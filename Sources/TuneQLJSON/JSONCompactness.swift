/// Checks a value token by token, and gives up at the first whitespace, error or 65th level.
///
/// Services that are asked for compact JSON send it, so most cells pass and can be taken as they
/// are, which costs half as much as copying them token by token. The minifier handles the rest.
struct JSONCompactness {
    private var offset = 0
    private var depth = 0
    /// The open brackets, the innermost one lowest: 1 for an object.
    private var objects: UInt64 = 0

    /// Whether the whole text is one value without whitespace between its tokens.
    static func holds(for text: Span<UInt8>) -> Bool {
        var check = JSONCompactness()
        var isValueNext = true
        repeat {
            guard check.offset < text.count,
                let next = isValueNext ? check.value(text) : check.separator(text)
            else { return false }
            isValueNext = next
        } while check.depth > 0
        return check.offset == text.count
    }

    /// Moves past a scalar, an empty container or the start of a container.
    ///
    /// - Returns: Whether a value has to follow; nil when it is not compact JSON.
    @inline(__always)
    private mutating func value(_ text: Span<UInt8>) -> Bool? {
        switch text[offset] {
        case UInt8(ascii: "\""): return string(text) ? false : nil
        case UInt8(ascii: "{"): return openObject(text)
        case UInt8(ascii: "["): return openArray(text)
        case UInt8(ascii: "t"): return keyword(JSONText.trueWord, text)
        case UInt8(ascii: "f"): return keyword(JSONText.falseWord, text)
        case UInt8(ascii: "n"): return keyword(JSONText.nullWord, text)
        default: return number(text)
        }
    }

    /// Moves past the tokens between a finished value and the next; returns the same as `value`.
    @inline(__always)
    private mutating func separator(_ text: Span<UInt8>) -> Bool? {
        let byte = text[offset]
        let isInObject = objects & 1 == 1
        if byte == UInt8(ascii: ",") {
            offset &+= 1
            return isInObject ? name(text) : true
        }
        return byte == UInt8(ascii: isInObject ? "}" : "]") ? close() : nil
    }

    private mutating func openObject(_ text: Span<UInt8>) -> Bool? {
        guard open(isObject: true), offset < text.count else { return nil }
        return text[offset] == UInt8(ascii: "}") ? close() : name(text)
    }

    private mutating func openArray(_ text: Span<UInt8>) -> Bool? {
        guard open(isObject: false), offset < text.count else { return nil }
        return text[offset] == UInt8(ascii: "]") ? close() : true
    }

    private mutating func open(isObject: Bool) -> Bool {
        objects = objects &<< 1 | (isObject ? 1 : 0)
        depth &+= 1
        offset &+= 1
        return depth <= 64
    }

    private mutating func close() -> Bool? {
        objects = objects &>> 1
        depth &-= 1
        offset &+= 1
        return false
    }

    /// Moves past a name and its colon.
    @inline(__always)
    private mutating func name(_ text: Span<UInt8>) -> Bool? {
        guard offset < text.count, text[offset] == UInt8(ascii: "\""), string(text),
            offset < text.count, text[offset] == UInt8(ascii: ":")
        else { return nil }
        offset &+= 1
        return true
    }

    /// Moves past a string, eight bytes at a time.
    @inline(__always)
    private mutating func string(_ text: Span<UInt8>) -> Bool {
        offset &+= 1
        while offset &+ 8 <= text.count {
            let stops = JSONWord.stringStops(text.word(at: offset))
            guard stops != 0 else {
                offset &+= 8
                continue
            }
            offset &+= JSONWord.first(stops)
            guard text[offset] != UInt8(ascii: "\"") else {
                offset &+= 1
                return true
            }
            guard escape(text) else { return false }
        }
        return endOfString(text)
    }

    private mutating func escape(_ text: Span<UInt8>) -> Bool {
        guard text[offset] == UInt8(ascii: "\\"),
            let end = try? JSONText.endOfEscape(in: text, from: offset)
        else { return false }
        offset = end
        return true
    }

    /// Moves to the end of a string that ends in the text's last bytes.
    private mutating func endOfString(_ text: Span<UInt8>) -> Bool {
        guard let end = try? JSONText.endOfString(in: text, from: offset) else { return false }
        offset = end.offset &+ 1
        return true
    }

    private mutating func keyword(
        _ word: InlineArray<5, UInt8>,
        _ text: Span<UInt8>
    ) -> Bool? {
        guard let end = try? JSONText.endOfKeyword(word, in: text, from: offset) else { return nil }
        offset = end
        return false
    }

    private mutating func number(_ text: Span<UInt8>) -> Bool? {
        guard let end = JSONText.endOfNumber(in: text, from: offset) else { return nil }
        offset = end
        return false
    }
}
