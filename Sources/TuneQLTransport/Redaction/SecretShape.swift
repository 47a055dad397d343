import TuneQLText

/// The shapes of secrets: tokens, keys, and the values of members that are named as secrets.
enum SecretShape {
    /// Names before a colon or an equals sign, by their first bytes.
    private static let members = byFirstByte([
        "access_token", "accessToken", "access-token", "refresh_token", "refreshToken",
        "client_secret", "clientSecret", "private_key", "privateKey", "id_token", "idToken",
        "subject_token", "assertion", "api_key", "apiKey", "x-goog-api-key", "X-Goog-Api-Key",
        "password", "SecretAccessKey", "secretAccessKey", "aws_secret_access_key", "SessionToken",
        "sessionToken", "oauth_token",
    ])
    /// The prefixes of known kinds of tokens, and the minimum number of bytes after them.
    private static let prefixes = byFirstByte(["ya29.", "AIza", "GOCSPX-", "1//0"])
    private static let minimumRestLengths: [UInt8: Int] = [
        UInt8(ascii: "y"): 1, UInt8(ascii: "A"): 30, UInt8(ascii: "G"): 20, UInt8(ascii: "1"): 30,
    ]
    /// The maximum length of a parameter's name that is examined.
    private static let maximumNameLength = 40
    private static let authority = Array("://".utf8)
    private static let schemes = byFirstByte(["Bearer ", "bearer "])
    private static let headers = byFirstByte(["Authorization", "authorization"])
    private static let webToken = Array("eyJ".utf8)
    private static let key = Array("-----BEGIN ".utf8)
    private static let keyEnd = Array("-----END ".utf8)

    /// The secret at this position, or after the name at this position; nil when there is none.
    static func at(_ index: Int, of text: [UInt8]) -> Range<Int>? {
        switch text[index] {
        case UInt8(ascii: "-"): privateKey(index, text)
        case UInt8(ascii: "e"): webToken(index, text)
        case UInt8(ascii: "?"), UInt8(ascii: "&"): parameter(index, text)
        case UInt8(ascii: ":"): userPassword(index, text)
        default:
            token(index, text) ?? bearerToken(index, text) ?? authorization(index, text)
                ?? member(index, text)
        }
    }

    private static func byFirstByte(_ names: [String]) -> [[[UInt8]]] {
        var table = [[[UInt8]]](repeating: [], count: 256)
        for name in names.sorted(by: { $0.count > $1.count }) {
            let bytes = Array(name.utf8)
            table[Int(bytes[0])].append(bytes)
        }
        return table
    }

    /// The entry of a table that appears here.
    private static func entry(
        _ index: Int,
        _ text: [UInt8],
        of table: [[[UInt8]]]
    ) -> [UInt8]? {
        let candidates = table[Int(text[index])]
        guard !candidates.isEmpty, index + 1 < text.count else { return nil }
        return candidates.first { $0[1] == text[index + 1] && text[index...].starts(with: $0) }
    }

    private static func token(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard let prefix = entry(index, text, of: prefixes) else { return nil }
        let start = index + prefix.count
        let end = end(of: start, text, isTokenByte)
        return end - start >= minimumRestLengths[prefix[0]] ?? 1 ? start..<end : nil
    }

    /// Only text that can't be a word after "Bearer": it holds a digit, or is very long.
    private static func bearerToken(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard let scheme = entry(index, text, of: schemes) else { return nil }
        let start = index + scheme.count
        let end = end(of: start, text, isTokenByte)
        let token = text[start..<end]
        let isLikely = token.count >= 8 && token.contains { $0.isDigit }
        return isLikely || token.count >= 20 ? start..<end : nil
    }

    /// The text after the header's name and its scheme.
    private static func authorization(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard let name = entry(index, text, of: headers),
            let sign = startOfValue(after: index + name.count, text)
        else { return nil }
        let start = end(of: sign, text) { "\\\"".utf8.contains($0) }
        let firstEnd = end(of: start, text, isTokenByte)
        guard firstEnd < text.count, text[firstEnd] == 0x20 else {
            return firstEnd > start ? start..<firstEnd : nil
        }
        let secondEnd = end(of: firstEnd + 1, text, isTokenByte)
        return secondEnd > firstEnd + 1 ? firstEnd + 1..<secondEnd : nil
    }

    /// The value of a URL's parameter whose name announces a secret.
    private static func parameter(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        let name = text[(index + 1)...].prefix(maximumNameLength).prefix {
            $0 != UInt8(ascii: "=") && isTokenByte($0)
        }
        guard name.endIndex < text.count, text[name.endIndex] == UInt8(ascii: "="),
            SecretNames.isParameter(String(decoding: name, as: UTF8.self))
        else { return nil }
        let start = name.endIndex + 1
        let end = end(of: start, text) { isTokenByte($0) || $0 == UInt8(ascii: "%") }
        return end > start ? start..<end : nil
    }

    /// The password in `https://user:password@host`.
    private static func userPassword(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard text[index...].starts(with: authority) else { return nil }
        let start = index + authority.count
        let end = end(of: start, text) { $0 > 0x20 && !"/?#\"'<>\\,".utf8.contains($0) }
        guard let sign = text[start..<end].lastIndex(of: UInt8(ascii: "@")),
            let colon = text[start..<sign].firstIndex(of: UInt8(ascii: ":")), colon + 1 < sign
        else { return nil }
        return colon + 1..<sign
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
}

// MARK: - Members

extension SecretShape {
    /// The value after a member's name, in JSON, in JSON inside a string, or in a form.
    private static func member(_ index: Int, _ text: [UInt8]) -> Range<Int>? {
        guard let name = entry(index, text, of: members),
            let start = startOfValue(after: index + name.count, text)
        else { return nil }
        let quote = end(of: start, text) { $0 == UInt8(ascii: "\\") }
        if quote < text.count, text[quote] == UInt8(ascii: "\"") {
            return quoted(quote + 1, text, escapes: quote - start)
        }
        let end = end(of: start, text) { !" \n\r\t&,}\"'".utf8.contains($0) }
        return end > start ? start..<end : nil
    }

    /// The start of the value after `":`, `: ` or `=`; nil when none of these follows.
    private static func startOfValue(after name: Int, _ text: [UInt8]) -> Int? {
        let sign = end(of: name, text) { "\"\\' ".utf8.contains($0) }
        guard sign < text.count, ":=".utf8.contains(text[sign]) else { return nil }
        let start = end(of: sign + 1, text) { $0 == 0x20 || $0 == UInt8(ascii: "'") }
        return start < text.count ? start : nil
    }

    /// The content of a string whose opening quote has this many backslashes before it.
    private static func quoted(_ start: Int, _ text: [UInt8], escapes: Int) -> Range<Int>? {
        var end = start
        var backslashes = 0
        while end < text.count {
            if text[end] == UInt8(ascii: "\"") {
                let isEnd = escapes == 0 ? backslashes % 2 == 0 : backslashes == escapes
                if isEnd { break }
            }
            backslashes = text[end] == UInt8(ascii: "\\") ? backslashes + 1 : 0
            end += 1
        }
        if end < text.count { end -= escapes }
        return end > start ? start..<end : nil
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
