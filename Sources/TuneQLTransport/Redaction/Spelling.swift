import TuneQLJSON
import TuneQLText

/// The encoded spellings of characters.
///
/// They are JSON's escapes, also those of JSON inside JSON's strings; percent-encoding, in either
/// case and applied more than once; the plus sign of forms; and HTML's references.
enum Spelling {
    /// The bytes that a spelling stands for, and its end.
    struct Unit {
        var bytes: [UInt8]
        var end: Int
    }

    /// The maximum number of backslashes in a row, deeper than JSON is nested in practice.
    private static let maximumBackslashes = 16

    /// Whether such a spelling may begin with this byte.
    static func isLead(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "+"): true
        default: false
        }
    }

    /// The characters that may be spelt here.
    static func units(at place: Int, in text: [UInt8]) -> [Unit] {
        switch text[place] {
        case UInt8(ascii: "\\"): escapes(place, text)
        case UInt8(ascii: "%"): encodings(place, text)
        case UInt8(ascii: "&"): reference(place, text)
        case UInt8(ascii: "+"): [Unit(bytes: [0x20], end: place + 1)]
        default: []
        }
    }

    /// The end of a text that starts here in any spelling; nil when it does not start here.
    ///
    /// Invisible characters may lie inside.
    static func end(of text: [UInt8], at start: Int, in input: [UInt8]) -> Int? {
        var (count, place) = (0, start)
        while count < text.count, place < input.count, input[place] == text[count],
            !isLead(input[place])
        {
            count += 1
            place += 1
        }
        if count == text.count { return place }
        guard place < input.count,
            isLead(input[place]) || Invisible.end(at: place, in: input) > place
                || Invisible.end(at: count, in: text) > count
        else { return nil }
        return spelledEnd(of: text, from: Match(count: count, place: place), in: input)
    }

    private struct Match: Hashable {
        /// The number of bytes of the text that were found.
        var count: Int
        /// The position of the next byte in the input.
        var place: Int
    }

    /// Tries all ways to read the input, no state twice.
    private static func spelledEnd(
        of text: [UInt8],
        from first: Match,
        in input: [UInt8]
    ) -> Int? {
        var open = [first]
        var seen: Set<Match> = []
        while let match = open.popLast() {
            if match.count == text.count { return match.place }
            guard match.place < input.count, seen.insert(match).inserted else { continue }
            let units = units(at: match.place, in: input)
            // The last one pushed is tried first: spelt characters come before skipped ones.
            if match.count > 0 { open += passingInvisible(match, text, input) }
            for unit in units where text[match.count...].starts(with: unit.bytes) {
                open.append(Match(count: match.count + unit.bytes.count, place: unit.end))
            }
            if input[match.place] == text[match.count] {
                open.append(Match(count: match.count + 1, place: match.place + 1))
            }
        }
        return nil
    }

    /// The ways to go on after invisible characters, in the text or in the input.
    private static func passingInvisible(
        _ match: Match,
        _ text: [UInt8],
        _ input: [UInt8]
    ) -> [Match] {
        let visible = Match(
            count: Invisible.end(at: match.count, in: text),
            place: Invisible.end(at: match.place, in: input)
        )
        let spelled = endOfInvisible(at: match.place, in: input)
        return (visible == match ? [] : [visible])
            + (spelled.map { [Match(count: match.count, place: $0)] } ?? [])
    }

    /// The end of an invisible character in another spelling, perhaps byte by byte.
    private static func endOfInvisible(at start: Int, in input: [UInt8]) -> Int? {
        var bytes: [UInt8] = []
        var place = start
        while bytes.count < 4, place < input.count, let unit = units(at: place, in: input).last {
            bytes += unit.bytes
            place = unit.end
            if Invisible.end(at: 0, in: bytes) == bytes.count { return place }
        }
        return nil
    }
}

// MARK: - JSON

extension Spelling {
    private static func escapes(_ place: Int, _ text: [UInt8]) -> [Unit] {
        let backslash = UInt8(ascii: "\\")
        let run = text[place...].prefix(maximumBackslashes).prefix { $0 == backslash }.count
        var units = [2, 4, 8, 16].filter { $0 <= run }
            .map { Unit(bytes: [backslash], end: place + $0) }
        let letter = place + run
        guard letter < text.count else { return units }
        if text[letter] == UInt8(ascii: "u") {
            if let unit = scalar(letter, text, run: run) { units.append(unit) }
        } else if let byte = plain(text[letter]) {
            units.append(Unit(bytes: [byte], end: letter + 1))
        }
        return units
    }

    /// The byte that a letter after backslashes denotes: as in JSON, and `\'`.
    private static func plain(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "'"): letter
        case UInt8(ascii: "\\"): nil
        default: JSONText.simpleEscape(letter)
        }
    }

    /// The character that backslashes and `uXXXX` spell, or two of these.
    private static func scalar(_ letter: Int, _ text: [UInt8], run: Int) -> Unit? {
        guard let high = number(text, letter + 1, digits: 4) else { return nil }
        let end = letter + 5
        if let scalar = Unicode.Scalar(high) { return Unit(bytes: utf8(scalar), end: end) }
        let next = text[min(end, text.count)...].prefix(run + 1)
        guard next.count == run + 1, next.last == UInt8(ascii: "u"),
            next.dropLast().allSatisfy({ $0 == UInt8(ascii: "\\") }),
            let low = number(text, end + run + 1, digits: 4),
            (0xD800...0xDBFF).contains(high), (0xDC00...0xDFFF).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        else { return nil }
        return Unit(bytes: utf8(scalar), end: end + run + 5)
    }

    private static func utf8(_ scalar: Unicode.Scalar) -> [UInt8] {
        Array(String(Character(scalar)).utf8)
    }

    private static func number(_ text: [UInt8], _ start: Int, digits count: Int) -> UInt32? {
        let digits = text[min(start, text.count)...].prefix(count)
        return digits.count == count ? Hexadecimal.number(digits) : nil
    }
}

// MARK: - URLs and HTML

extension Spelling {
    /// `%2B`, and `%252B`, which is the same encoded once more.
    private static func encodings(_ place: Int, _ text: [UInt8]) -> [Unit] {
        var units: [Unit] = []
        var digits = place + 1
        while units.count < 3, let value = number(text, digits, digits: 2) {
            digits += 2
            units.append(Unit(bytes: [UInt8(value)], end: digits))
            guard value == 0x25 else { break }
        }
        return units
    }

    private static let names: [String: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "sol": "/", "plus": "+",
        "equals": "=",
    ]

    /// HTML's `&amp;`, `&#43;` and `&#x2B;`.
    private static func reference(_ place: Int, _ text: [UInt8]) -> [Unit] {
        let body = text[(place + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
        guard body.endIndex < text.count, text[body.endIndex] == UInt8(ascii: ";") else {
            return []
        }
        let name = String(decoding: body, as: UTF8.self)
        let number: UInt32? =
            name.hasPrefix("#x") || name.hasPrefix("#X")
            ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst())
        let scalar = name.hasPrefix("#") ? number.flatMap(Unicode.Scalar.init) : names[name]
        return scalar.map { [Unit(bytes: utf8($0), end: body.endIndex + 1)] } ?? []
    }
}
