import TuneQLSyntax

/// SHOW SETTINGS: what SET and USE have said.
extension SessionState {
    func showSettings(_ show: Show, _ run: StatementRun) throws(QueryError) -> StatementResult {
        let rows: [[String?]] = [
            ["await.timeout", settings.awaitLimit?.settingText ?? "none"],
            ["cache.ttl", settings.cacheLifetime?.settingText ?? "off"],
            ["partial", settings.isPartial ? "on" : "off"],
            ["provider", settings.provider],
            ["pushdown", settings.pushesDown ? "on" : "off"],
            ["unknown_fields", settings.sendsUnknownFields ? "on" : "off"],
        ]
        return try query(Self.rows(["name", "value"], rows), show, run)
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
