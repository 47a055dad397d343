/// The text of a history file: a first line that names the form, then one line for each entry.
///
/// The form is libedit's, so that files of earlier versions and of other programs can be read: blanks
/// and line breaks of an entry are written as `\040` and `\012`.
enum HistoryText {
    static let header = "_HiStOrY_V2_"

    /// The entries of a file; in a file without the first line each line is one as it stands.
    static func entries(of bytes: some Sequence<UInt8>) -> [String] {
        var lines = bytes.split(separator: 0x0A).map(Array.init)
        let isEncoded = lines.first == Array(header.utf8)
        if isEncoded { lines.removeFirst() }
        return lines.map { isEncoded ? decoded($0) : String(decoding: $0, as: UTF8.self) }
    }

    /// The line of an entry, without its line break.
    static func line(of entry: String) -> [UInt8] {
        entry.utf8.flatMap { byte in
            switch byte {
            case UInt8(ascii: "\\"): [byte, byte]
            case 0...0x20, 0x7F: octal(byte)
            default: [byte]
            }
        }
    }

    private static func octal(_ byte: UInt8) -> [UInt8] {
        [UInt8(ascii: "\\")] + [byte >> 6, byte >> 3 & 7, byte & 7].map { $0 + 0x30 }
    }

    /// The entry of a line: `\ooo` is a byte, and another character after `\` is itself.
    static func decoded(_ line: [UInt8]) -> String {
        var bytes: [UInt8] = []
        var rest = line[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\"), let next = rest.first else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(3)
            if digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
                bytes.append(digits.reduce(0) { $0 << 3 | ($1 - 0x30) })
                rest = rest.dropFirst(3)
            } else {
                bytes.append(next)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
