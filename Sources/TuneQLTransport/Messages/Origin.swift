import TuneQLText

/// A scheme, host and optional port that may receive credentials: https, or this machine.
package struct Origin: Hashable {
    /// `https://host` or `http://127.0.0.1:8099`, without a slash at the end.
    package let text: String
    /// The host's name in lower case, or its address.
    package let host: String
    /// Whether the host is this machine.
    package let isLoopback: Bool

    /// The machines that may be reached without TLS.
    package enum PlainHTTP {
        case loopback, linkLocal, everywhere
    }

    /// Reads an origin.
    ///
    /// - Parameters:
    ///   - text: The origin.
    ///   - plain: The machines that plain http may reach.
    /// - Throws: ``RequestError`` for anything with a path, a user or another scheme, and for
    ///   plain http to another machine, where anyone on the way could read the token.
    package init(_ text: String, plain: PlainHTTP = .loopback) throws(RequestError) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard let separator = trimmed.firstRange(of: "://") else { throw Self.malformed(text) }
        let scheme = trimmed[..<separator.lowerBound].lowercased()
        let authority = trimmed[separator.upperBound...]
        guard scheme == "https" || scheme == "http", let host = Self.host(of: authority) else {
            throw Self.malformed(text)
        }
        self.host = host
        isLoopback = Self.isLoopback(host)
        guard scheme == "https" || isLoopback || Self.isAllowed(plain, host) else {
            throw RequestError(
                "\(ReadableText.line(text)) is plain http on another machine",
                help: "use https; plain http is allowed only for 127.0.0.1, localhost and [::1]"
            )
        }
        self.text = "\(scheme)://\(authority)"
    }

    /// The origin of a URL.
    package static func ofURL(
        _ url: String,
        plain: PlainHTTP = .loopback
    ) throws(RequestError) -> Origin {
        guard let separator = url.firstRange(of: "://") else { throw malformed(url) }
        let authority = url[separator.upperBound...].prefix { !"/?#".contains($0) }
        return try Origin(String(url[..<separator.upperBound] + authority), plain: plain)
    }

    /// Whether a host is a link-local address, which no router forwards.
    static func isLinkLocal(_ host: String) -> Bool {
        if host.hasPrefix("[fe80:") { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
            && parts[0] == "169" && parts[1] == "254"
    }

    /// The names and addresses of metadata servers that are not link-local.
    private static let metadataHosts: Set<String> = [
        "metadata.google.internal", "[fd00:ec2::254]",
    ]

    /// Whether a host is on this machine's own link, where platforms serve their metadata.
    package static func isPlatform(_ host: String) -> Bool {
        isLinkLocal(host) || metadataHosts.contains(host)
    }

    private static func isAllowed(_ plain: PlainHTTP, _ host: String) -> Bool {
        switch plain {
        case .loopback: false
        case .linkLocal: isPlatform(host)
        case .everywhere: true
        }
    }

    package static func malformed(_ text: String) -> RequestError {
        RequestError(
            "'\(ReadableText.line(withoutUser(text)))' is not the address of a service",
            help:
                "write scheme, host and port, and a gateway's path if there is one: https://host, "
                + "http://127.0.0.1:8099 or https://gateway.example.com/vertex_ai"
        )
    }

    /// The text without the part before an `@`, which may hold a password.
    private static func withoutUser(_ text: String) -> String {
        guard let sign = text.lastIndex(of: "@") else { return text }
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        guard start < sign else { return text }
        return "\(text[..<start])…\(text[sign...])"
    }

    /// The host of `host[:port]`; nil when the text holds anything else.
    private static func host(of authority: Substring) -> String? {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            let host = authority[...end]
            let inside = host.dropFirst().dropLast()
            let isAddress = inside.utf8.allSatisfy {
                $0.isHexDigit || $0 == 0x3A || $0 == 0x2E
            }
            return isAddress && isPort(authority[host.endIndex...]) ? host.lowercased() : nil
        }
        let host = authority.prefix { $0 != ":" }
        let isName = !host.isEmpty && host.utf8.allSatisfy(isNameByte)
        return isName && isPort(authority[host.endIndex...]) ? host.lowercased() : nil
    }

    /// Whether the text is empty or a colon and a port.
    private static func isPort(_ text: Substring) -> Bool {
        guard let colon = text.first else { return true }
        let digits = text.dropFirst()
        return colon == ":" && digits.utf8.allSatisfy { $0.isDigit }
            && (1...65_535).contains(Int(digits) ?? 0)
    }

    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter || byte == 0x2D || byte == 0x2E || byte == 0x5F
    }
}

extension StringProtocol {
    /// The first range of a text; the standard library's version needs a regular-expression engine.
    func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<index(start, offsetBy: text.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
