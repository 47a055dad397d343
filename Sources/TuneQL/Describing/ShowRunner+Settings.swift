import TuneQLSyntax

/// SHOW SETTINGS: the current values of SET and USE.
extension ShowRunner {
    func showSettings() throws(QueryError) -> StatementResult {
        let rows: [[String?]] = [
            ["await.timeout", state.settings.awaitLimit?.settingText ?? "none"],
            ["cache.ttl", state.settings.cacheLifetime?.settingText ?? "off"],
            ["partial", state.settings.isPartial ? "on" : "off"],
            ["provider", state.settings.provider],
            ["pushdown", state.settings.pushesDown ? "on" : "off"],
            ["unknown_fields", state.settings.sendsUnknownFields ? "on" : "off"],
        ]
        return try query(Self.known(["name", "value"], rows))
    }
}

extension Duration {
    /// The duration as SET takes it: `90s`, or `1500ms`.
    fileprivate var settingText: String {
        let (seconds, attoseconds) = components
        let milliseconds = attoseconds / 1_000_000_000_000_000
        return milliseconds == 0 ? "\(seconds)s" : "\(seconds * 1000 + milliseconds)ms"
    }
}
