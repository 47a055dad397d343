import TuneQLSQLite
import TuneQLText

/// Functions over names and other texts.
enum TextFunctions {
    static var all: [Function] {
        [
            Function("split_part", 3) { (arguments) throws(ScanError) in
                guard let text = arguments[0].text, let separators = arguments[1].text,
                    let place = arguments[2].text.flatMap({ Int($0) })
                else { return .null }
                return part(place, of: text, separatedBy: separators).map { .text($0) } ?? .null
            },
            Function.ofTexts("resource_part", 2) { texts in
                part(after: texts[1], of: texts[0]).map { .text($0) } ?? .null
            },
            Function("string", 1) { arguments in arguments[0].text.map { .text($0) } ?? .null },
            Function("base64_encode", 1) { arguments in
                guard let bytes = arguments[0].bytes else { return .null }
                return .text(Base64.encoded(bytes))
            },
            Function.ofTexts("base64_decode", 1) { texts throws(ScanError) in
                guard let bytes = Base64.decoded(texts[0]) else {
                    throw ScanError(.invalidValue, "base64_decode: the text is not base64")
                }
                return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .blob(bytes)
            },
        ]
    }

    /// The part of a text at a position from 1, or from -1 at the end; nil if there is none.
    static func part(_ place: Int, of text: String, separatedBy separators: String) -> String? {
        let separators = Set(separators.unicodeScalars)
        let parts = text.unicodeScalars.split(omittingEmptySubsequences: false) {
            separators.contains($0)
        }
        let index = place > 0 ? place - 1 : parts.count + place
        return place != 0 && parts.indices.contains(index) ? String(parts[index]) : nil
    }

    /// The part of a resource's name that follows a collection: the id in `locations/…`.
    static func part(after collection: String, of name: String) -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard let index = parts.firstIndex(where: { $0 == collection }), index + 1 < parts.count
        else { return nil }
        return String(parts[index + 1])
    }
}

extension SQLiteValue {
    /// The bytes of a blob, or of the value as text; nil for NULL.
    fileprivate var bytes: [UInt8]? {
        if case .blob(let bytes) = self { return bytes }
        return text.map { Array($0.utf8) }
    }
}
