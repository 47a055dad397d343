import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// What SET and USE change in a session.
struct Settings: Sendable {
    /// The provider that names of two parts belong to.
    var provider: String?
    /// Whether statements ask services for no more than they use; off, the rows are the same.
    var pushesDown = true

    /// Whether a SELECT may do without the rows of calls that fail.
    var isPartial = false
    /// Whether members of a body that no document knows are sent as they are.
    var sendsUnknownFields = false
    /// How long AWAIT waits; nil is without end.
    var awaitLimit: Duration?
    /// How old answers of the cache may be; nil keeps none.
    var cacheLifetime: Duration?

    static let names = [
        "provider", "pushdown", "partial", "unknown_fields", "await.timeout", "cache.ttl",
    ]
}

extension SessionState {
    func use(_ provider: Identifier) throws(QueryError) -> StatementResult {
        try checkProvider(provider)
        settings.provider = provider.text
        return StatementResult(message: "using \(provider.text)")
    }

    func set(_ setting: Setting) throws(QueryError) -> StatementResult {
        let value = setting.value.text
        switch setting.name.lowercased() {
        case "provider":
            return try use(Identifier(text: value, range: setting.valueRange))
        case "pushdown":
            settings.pushesDown = try setting.flag
            return StatementResult(message: "pushdown is \(settings.pushesDown ? "on" : "off")")
        case "partial": return try setPartial(setting)
        case "unknown_fields":
            settings.sendsUnknownFields = try setting.flag
            return StatementResult(
                message: "unknown_fields is \(settings.sendsUnknownFields ? "on" : "off")"
            )
        case "await.timeout": return try setAwaitLimit(setting)
        case "cache.ttl": return try setCacheLifetime(setting)
        default:
            let nearest = Suggestion.nearest(to: setting.name, among: Settings.names)
            throw QueryError(
                .unknownName,
                "there is no setting \(setting.name)",
                range: setting.nameRange,
                help: nearest.map { "did you mean \($0)?" }
                    ?? "the settings are \(Settings.names.joined(separator: ", "))"
            )
        }
    }
}

extension Setting.Value {
    /// The value as text.
    var text: String {
        switch self {
        case .literal(.string(let text)), .literal(.number(let text)), .text(let text): text
        case .literal(.boolean(let value)): value ? "true" : "false"
        case .literal(.blob(let text)), .literal(.current(let text)): text
        case .literal(.null): ""
        }
    }
}
