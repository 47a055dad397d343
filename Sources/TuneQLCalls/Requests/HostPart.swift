/// What the value of a placeholder in an origin may be, by what stands around it.
///
/// Nothing that it admits can begin a path, name a user or change the scheme.
enum HostPart {
    /// A part of a label: `{location}-service.example`.
    case text
    /// Whole labels before others: `{account}.service.example`.
    case labels
    /// The end of the host, or all of it, perhaps with a port: `{cluster}`.
    case end

    /// Finds what a placeholder is in an origin, such as `https://{account}.service.example`.
    init(of placeholder: String, in origin: String) {
        self = .text
        guard let range = origin.firstRange(of: "{\(placeholder)}") else { return }
        let (before, after) = (origin[..<range.lowerBound], origin[range.upperBound...])
        guard before.hasSuffix("://") || before.hasSuffix(".") else { return }
        if after.isEmpty {
            self = .end
        } else if after.hasPrefix(".") || after.hasPrefix(":") {
            self = .labels
        }
    }

    /// Whether the value can stand there.
    func admits(_ value: String) -> Bool {
        switch self {
        case .text: Self.isPlain(value[...], allowsCapitals: false)
        case .labels: Self.areLabels(value[...])
        case .end: Self.isHost(value)
        }
    }

    /// The characters that are allowed, for a message.
    var allowed: String {
        switch self {
        case .text: "only the characters a-z, 0-9 and - are allowed, as in us-central1"
        case .labels: "only letters, digits, - and single dots are allowed, as in my-account"
        case .end: "a host and perhaps a port are allowed, as in 10.0.0.1:6443"
        }
    }

    private static func isPlain(_ text: Substring, allowsCapitals: Bool) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"):
                    true
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): allowsCapitals
                default: false
                }
            }
    }

    private static func areLabels(_ text: Substring) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
            isPlain($0, allowsCapitals: true)
        }
    }

    /// A name or an address, perhaps with a port.
    private static func isHost(_ text: String) -> Bool {
        guard text.hasPrefix("["), let close = text.firstIndex(of: "]") else {
            let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            return areLabels(parts.first ?? "") && (parts.count < 2 || isPort(parts[1]))
        }
        let address = text[text.index(after: text.startIndex)..<close]
        let rest = text[text.index(after: close)...]
        return address.contains(":")
            && address.utf8.allSatisfy { ":.0123456789abcdefABCDEF".utf8.contains($0) }
            && (rest.isEmpty || rest.hasPrefix(":") && isPort(rest.dropFirst()))
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16(text) ?? 0 > 0
    }
}
