import TuneQLCredentials
import TuneQLJSON

/// The report of `tuneql auth status`.
struct AuthStatus {
    let provider: String
    let description: CredentialDescription
    /// Whether a token was requested.
    let isChecked: Bool

    private static let width = 16

    /// A line for each known property.
    var text: String {
        pairs.compactMap { name, value in
            guard let value, !value.isEmpty else { return nil }
            return name + String(repeating: " ", count: Self.width - name.count) + value
        }.joined(separator: "\n")
    }

    /// One JSON object that always has the same members.
    var json: String {
        let text = { (value: String?) -> JSONValue in value.map { .string($0) } ?? .null }
        let object: JSONValue = [
            "provider": .string(provider), "type": text(description.type),
            "source": text(description.source), "account": text(description.account),
            "project": text(description.project), "quotaProject": text(description.quotaProject),
            "universe": text(description.universe),
            "scopes": .array(description.scopes.map { .string($0) }),
            "tokenEndpoint": text(description.tokenEndpoint), "note": text(description.remark),
            "checked": .bool(isChecked), "problem": text(description.problem), "help": text(help),
        ]
        var bytes: [UInt8] = []
        object.write(to: &bytes, indentation: 2)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The suggested next step, with `--check` where only a request can find credentials.
    var help: String? {
        guard let help = description.help, description.type == nil, !isChecked else {
            return description.help
        }
        return "\(help); --check asks the metadata server as well"
    }

    private var pairs: [(String, String?)] {
        [
            ("provider", provider), ("type", description.type ?? "none"),
            ("source", description.source), ("account", description.account),
            ("project", description.project), ("quota project", description.quotaProject),
            ("universe", description.universe),
            ("scopes", description.scopes.joined(separator: " ")),
            ("token endpoint", description.tokenEndpoint), ("note", description.remark),
            ("token", isChecked && description.problem == nil ? "was given" : nil),
        ]
    }
}
