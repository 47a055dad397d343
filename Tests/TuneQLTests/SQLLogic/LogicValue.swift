import CCrypto
import Foundation
import TuneQL

extension Value {
    /// The value as sqllogictest writes it; nil when the type's letter does not allow it.
    ///
    /// The letter is stricter than there: I is for integers and R for numbers, T for all but REAL,
    /// whose digits engines may write in several ways.
    func logicText(as type: Character) -> String? {
        switch (self, type) {
        case (.null, _): "NULL"
        case (.integer(let value), "I"), (.integer(let value), "T"): String(value)
        case (.boolean(let value), "I"), (.boolean(let value), "T"): value ? "1" : "0"
        case (.integer(let value), "R"): String(format: "%.3f", Double(value))
        case (.real(let value), "R"): String(format: "%.3f", value)
        case (.text(""), "T"): "(empty)"
        case (.text(let text), "T"), (.json(let text), "T"): text.printable
        case (.blob(let bytes), "T"): String(decoding: bytes, as: UTF8.self).printable
        default: nil
        }
    }
}

extension String {
    /// The text on one line.
    fileprivate var printable: String {
        String(decoding: utf8.map { $0 < 0x20 ? UInt8(ascii: "@") : $0 }, as: UTF8.self)
    }
}

extension [String] {
    /// The MD5 of the values, each with a line's end, as sqllogictest counts it.
    var md5: String {
        let bytes = [UInt8](map { $0 + "\n" }.joined().utf8)
        var digest = [UInt8](repeating: 0, count: 16)
        EVP_Digest(bytes, bytes.count, &digest, nil, EVP_md5(), nil)
        return digest.map { String(format: "%02x", $0) }.joined()
    }
}
