import TestSupport
import TuneQLJSON

/// Makes values, and texts that stand for them with blanks and escapes anywhere they may be.
struct RandomJSON {
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    mutating func value(depth: Int = 4) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .bool(random.chance(50))
        case 2, 3: return .number(number())
        case 4, 5: return .string(text())
        case 6: return .array((0..<size()).map { _ in value(depth: depth - 1) })
        default: return .object(object(depth: depth))
        }
    }

    mutating func object(depth: Int, names: [String] = []) -> JSONObject {
        JSONObject(
            (0..<size()).map { _ in
                let name = random.chance(80) ? names.randomElement(using: &random) : nil
                return JSONMember(name: name ?? text(), value: value(depth: depth - 1))
            }
        )
    }

    private mutating func size() -> Int {
        random.chance(10)
            ? Int.random(in: 6..<40, using: &random) : Int.random(in: 0..<6, using: &random)
    }

    private mutating func number() -> String {
        let numbers = [
            "0", "-0", "7", "1234567890123456789012", "-1.5", "2e9", "0.25E-3", "1e+400",
        ]
        return numbers.randomElement(using: &random) ?? "1"
    }

    private mutating func text() -> String {
        let pieces = [
            "", "a", "name", "y_", "é", "日本", "🎵", "\"", "\\", "{", "}]", "\n", "\u{0}", "\u{7f}",
            " ",
        ]
        let count = random.chance(10) ? 30 : Int.random(in: 0..<5, using: &random)
        return (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }

    // MARK: Texts

    /// A text for a value; without `blanks` no blank stands between its tokens.
    mutating func spelling(of value: JSONValue, blanks: Bool = true) -> String {
        switch value {
        case .null: return "null"
        case .bool(let flag): return flag ? "true" : "false"
        case .number(let digits): return digits
        case .string(let text): return literal(text)
        case .array(let elements):
            return list(elements.map { spelling(of: $0, blanks: blanks) }, "[", "]", blanks)
        case .object(let object):
            let members = object.members.map { member in
                literal(member.name) + blank(blanks) + ":" + blank(blanks)
                    + spelling(of: member.value, blanks: blanks)
            }
            return list(members, "{", "}", blanks)
        }
    }

    private mutating func list(
        _ parts: [String],
        _ open: String,
        _ close: String,
        _ blanks: Bool
    ) -> String {
        let spaced = parts.map { blank(blanks) + $0 + blank(blanks) }
        return open + (parts.isEmpty ? blank(blanks) : spaced.joined(separator: ",")) + close
    }

    mutating func blank(_ wanted: Bool = true) -> String {
        guard wanted else { return "" }
        let blanks = ["", "", " ", "\n", "\t", "\r\n", "\n          ", "         \n   "]
        return blanks.randomElement(using: &random) ?? ""
    }

    private mutating func literal(_ text: String) -> String {
        "\"" + text.unicodeScalars.map { escaped($0) }.joined() + "\""
    }

    private mutating func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\"": return "\\\""
        case "\\": return "\\\\"
        case "\n" where random.chance(50): return "\\n"
        default:
            guard scalar.value < 0x20 || random.chance(5) else { return String(scalar) }
            return String(scalar).utf16.map { unit in
                let digits = String(unit, radix: 16, uppercase: random.chance(50))
                return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }.joined()
        }
    }
}
