import TuneQLJSON
import TuneQLText

/// A body of JSON without whitespace, as a tree that can be written back byte for byte.
struct JSONBody {
    let tree: JSONValue
    /// The characters that the service escaped, as in `\u003c`, although JSON does not require it.
    let escapes: String

    private static let candidates = Array("<>&'=".utf8)

    init(tree: JSONValue, escapes: String) {
        self.tree = tree
        self.escapes = escapes
    }

    /// Nil when the tree would be written differently, or would nest too deeply in a recording.
    init?(_ body: [UInt8]) {
        let nested = [UInt8](repeating: UInt8(ascii: "["), count: 3)
        let closed = [UInt8](repeating: UInt8(ascii: "]"), count: 3)
        let parsed = try? JSONValue(parsing: nested + body + closed)
        guard let tree = parsed?.array?.first?.array?.first?.array?.first else { return nil }
        let written = Self.writtenEscapes(in: body)
        self.init(
            tree: tree,
            escapes: String(decoding: Self.candidates.filter(written.contains), as: UTF8.self)
        )
        guard bytes == body else { return nil }
    }

    /// The body.
    var bytes: [UInt8] {
        guard !escapes.isEmpty else { return tree.bytes }
        let escaped = Set(escapes.utf8)
        var output: [UInt8] = []
        for byte in tree.bytes {
            if escaped.contains(byte) {
                output += "\\u00\(Hexadecimal.encoded([byte]))".utf8
            } else {
                output.append(byte)
            }
        }
        return output
    }

    private static func writtenEscapes(in body: [UInt8]) -> Set<UInt8> {
        var found: Set<UInt8> = []
        let start = Array("\\u00".utf8)
        var rest = body[...]
        while let backslash = rest.firstIndex(of: UInt8(ascii: "\\")) {
            let escape = rest[backslash...].prefix(6)
            if escape.starts(with: start),
                let byte = Hexadecimal.number(escape.dropFirst(4)).map({ UInt8($0) })
            {
                found.insert(byte)
            }
            rest = rest[backslash...].dropFirst(2)
        }
        return found
    }
}
