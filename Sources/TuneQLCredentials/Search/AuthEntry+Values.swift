import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// Values that are sent as they are.
extension AuthEntry {
    func key(
        _ description: CredentialDescription
    ) throws(CredentialError) -> StaticCredentials {
        let name = text("name") ?? search.accounts?.keyField ?? "Authorization"
        let part = try part(named: name, value: try secret(description.type))
        return StaticCredentials([part], adding: description.fields, identity: description)
    }

    func basic(
        _ description: CredentialDescription
    ) throws(CredentialError) -> StaticCredentials {
        let value = try basicValue(description.type)
        Redactor.shared.register(value)
        let part = try part(named: "Authorization", value: value, usualPrefix: "Basic ")
        return StaticCredentials([part], identity: description)
    }

    /// One value, and those of the entries that follow it.
    func custom(
        _ description: CredentialDescription
    ) throws(CredentialError) -> StaticCredentials {
        var parts: [StaticCredentials.Part] = []
        for entry in chain {
            let value = try entry.secret(description.type)
            parts.append(
                try entry.part(named: entry.text("name") ?? "Authorization", value: value)
            )
        }
        return StaticCredentials(parts, identity: description)
    }

    private func part(
        named name: String,
        value: String,
        usualPrefix: String = ""
    ) throws(CredentialError) -> StaticCredentials.Part {
        let isInQuery = text("location") == "query"
        let full = (text("valuePrefix") ?? usualPrefix) + value
        let isName = name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
        guard isName || isInQuery, full.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw CredentialError(.unreadable, "the key in \(origin.name) can't be sent as a field")
        }
        Redactor.shared.register(value)
        return StaticCredentials.Part(name: name, value: full, isInQuery: isInQuery)
    }

    /// The value of the entry, from a file, a variable or the entry itself.
    private func secret(_ type: String?) throws(CredentialError) -> String {
        let text: String
        if let path = try filePath() {
            text = try contents(of: path)
        } else if let name = self.text("credentialsenvvar") ?? self.text("api_key_var") {
            text = try value(of: name)
        } else if let key = self.text("api_key") {
            text = key
        } else {
            throw CredentialError(
                .missing,
                "\(origin.name), of type \(type ?? ""), names no value",
                help: "name the variable that holds it: \"credentialsenvvar\": \"NAME\""
            )
        }
        guard let trimmed = StaticCredentials.trimmed(text) else {
            throw CredentialError(.unreadable, "the value of \(place) is empty or contains blanks")
        }
        return trimmed
    }

    /// `user:password` in Base64; a single value already has this form, unless it has a colon.
    private func basicValue(_ type: String?) throws(CredentialError) -> String {
        let pairs = [
            ("username", "username_var", "password", "password_var"),
            ("api_key", "api_key_var", "api_secret", "api_secret_var"),
        ]
        for (user, userVariable, password, passwordVariable) in pairs
        where text(user) != nil || text(userVariable) != nil {
            let user = try inline(user, orVariable: userVariable)
            let secret = try inline(password, orVariable: passwordVariable)
            Redactor.shared.register(secret)
            return Base64.encoded(Array("\(user):\(secret)".utf8))
        }
        let value = try secret(type)
        return value.contains(":") ? Base64.encoded(Array(value.utf8)) : value
    }
}
