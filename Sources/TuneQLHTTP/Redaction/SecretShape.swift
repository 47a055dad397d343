/// What secrets look like: tokens, keys, and the values of members that are named as secrets.
enum SecretShape {
    private static let members = [
        "access_token", "refresh_token", "client_secret", "private_key", "id_token",
        "subject_token", "assertion", "accessToken",
    ].map { Array($0.utf8) }
    private static let accessToken = Array("ya29.".utf8)
    private static let bearer = Array("Bearer ".utf8)
    private static let webToken = Array("eyJ".utf8)
    private static let key = Array("-----BEGIN ".utf8)
    private static let keyEnd = Array("-----END ".utf8)

    /// The secret that a text has here, or behind the name that stands here; nil when there is none.
    static func at(_ index: Int, of text: [UInt8]) -> Range<Int>? {
        switch text[index] {
        case UInt8(ascii: "y"): accessToken(index, text)
        case UInt8(ascii: "B"): bearerToken(index, text)
        case UInt8(ascii: "e"): webToken(index, text)
        case UInt8(ascii: "-"): privateKey(index, text)
        case UInt8(ascii: "a"), UInt8(ascii: "r"), UInt8(ascii: "c"), UInt8(ascii: "p"),
            UInt8(ascii: "i"), UInt8(ascii: "s"):
            value(index, text)
        default: nil
        }
    }

    private static func accessToken(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard text[index...].starts(with: accessToken) else { return nil }
        let start = index + accessToken.count
        let end = end(of: start, text, isTokenByte)
        return end > start ? start..<end : nil
    }

    /// Only what can't be a word after "Bearer": it holds a digit, or is very long.
    private static func bearerToken(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard text[index...].starts(with: bearer) else { return nil }
        let start = index + bearer.count
        let end = end(of: start, text, isTokenByte)
        let token = text[start..<end]
        let isLikely = token.count >= 8 && token.contains { (0x30...0x39).contains($0) }
        return isLikely || token.count >= 20 ? start..<end : nil
    }

    private static func webToken(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard text[index...].starts(with: webToken) else { return nil }
        let end = end(of: index, text, isTokenByte)
        let dots = text[index..<end].count { $0 == UInt8(ascii: ".") }
        return dots >= 2 && end - index > 20 ? index..<end : nil
    }

    private static func privateKey(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard text[index...].starts(with: key) else { return nil }
        let header = text[index...].prefix { $0 != 0x0A && $0 != UInt8(ascii: "\\") }
        guard String(decoding: header, as: UTF8.self).contains("PRIVATE KEY") else { return nil }
        var end = header.endIndex
        while end < text.count, !text[end...].starts(with: keyEnd) { end += 1 }
        return index..<min(text.count, end)
    }

    /// The value behind a member's name, in JSON or in a form.
    private static func value(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard let name = members.first(where: { text[index...].starts(with: $0) }) else {
            return nil
        }
        var start = index + name.count
        while start < text.count, "\"\\' ".utf8.contains(text[start]) { start += 1 }
        guard start < text.count, ":=".utf8.contains(text[start]) else { return nil }
        start = end(of: start + 1, text) { $0 == UInt8(ascii: " ") }
        if start < text.count, text[start] == UInt8(ascii: "\"") {
            return quoted(start + 1, text)
        }
        let end = end(of: start, text) { !" \n\r\t&,}\"".utf8.contains($0) }
        return end > start ? start..<end : nil
    }

    private static func quoted(_ start: Int, _ text: [UInt8]) -> Range<Int>? {
        var end = start
        while end < text.count, text[end] != UInt8(ascii: "\"") {
            end += text[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        return end > start ? start..<min(end, text.count) : nil
    }

    private static func end(of start: Int, _ text: [UInt8], _ belongs: (UInt8) -> Bool) -> Int {
        text[min(start, text.count)...].firstIndex { !belongs($0) } ?? text.count
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "-._~+/=".utf8.contains(byte)
        }
    }
}
