/// The names of header fields and parameters that announce a secret.
enum SecretNames {
    private static let fieldParts = [
        "auth", "token", "secret", "key", "passw", "assertion", "credential", "cookie", "session",
        "signature", "jwt", "saml", "csrf", "xsrf",
    ]
    /// The fields of a server's challenge, worth showing except for some of its parameters.
    private static let challenges: Set<String> = ["www-authenticate", "proxy-authenticate"]

    private static let parameters: Set<String> = [
        "key", "sig", "code", "token", "auth", "pwd", "pw", "pass", "jwt", "session",
    ]
    private static let parameterParts = [
        "secret", "passw", "assertion", "credential", "signature", "apikey", "accesstoken",
        "idtoken", "authtoken", "refreshtoken", "sessiontoken", "securitytoken", "oauthtoken",
        "accesskey", "privatekey",
    ]

    /// Whether a parameter of a URL, a form or a challenge holds a secret; page tokens do not.
    static func isParameter(_ name: some StringProtocol) -> Bool {
        let name = name.lowercased().filter { !"-_.".contains($0) }
        return parameters.contains(name) || parameterParts.contains { contains(name, $0) }
    }

    /// A field's value as it may be shown; redacted whole when the name announces a secret.
    static func shown(_ field: HTTPField, mark: String) -> String {
        let name = field.name.lowercased()
        guard !challenges.contains(name) else { return challenge(in: field, mark: mark) }
        return fieldParts.contains { contains(name, $0) } ? mark : field.value
    }

    /// A field's value; in a challenge, the secret parameters are redacted.
    static func challenge(in field: HTTPField, mark: String) -> String {
        guard challenges.contains(field.name.lowercased()) else { return field.value }
        return challenge(field.value, mark)
    }

    /// A challenge without the values of parameters that hold secrets.
    private static func challenge(_ value: String, _ mark: String) -> String {
        words(value).map { word in
            guard let sign = word.firstIndex(of: "="), isParameter(word[..<sign]) else {
                return word
            }
            return "\(word[...sign])\(mark)"
        }
        .joined()
    }

    /// The words of a challenge and their separators; quoted text stays in one word.
    private static func words(_ value: String) -> [String] {
        var words = [""]
        var isQuoted = false
        for character in value {
            if character == "\"" { isQuoted.toggle() }
            if !isQuoted, character == "," || character == " " {
                words += [String(character), ""]
            } else {
                words[words.count - 1].append(character)
            }
        }
        return words
    }

    private static func contains(_ name: String, _ part: String) -> Bool {
        name.firstRange(of: part) != nil
    }
}
