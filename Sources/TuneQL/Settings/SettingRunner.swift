import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Runs USE and SET.
struct SettingRunner {
    let state: SessionState

    /// Runs USE: two-part names belong to this provider from now on.
    func use(_ provider: Identifier) throws(QueryError) -> StatementResult {
        try state.checkProvider(provider)
        state.settings.provider = provider.text
        return StatementResult(message: "using \(provider.text)")
    }

    func set(_ setting: Setting) throws(QueryError) -> StatementResult {
        let value = setting.value.text
        switch setting.name.lowercased() {
        case "provider":
            return try use(Identifier(text: value, range: setting.valueRange))
        case "pushdown":
            state.settings.pushesDown = try setting.flag
            return StatementResult(
                message: "pushdown is \(state.settings.pushesDown ? "on" : "off")"
            )
        case "partial": return try setPartial(setting)
        case "unknown_fields":
            state.settings.sendsUnknownFields = try setting.flag
            return StatementResult(
                message: "unknown_fields is \(state.settings.sendsUnknownFields ? "on" : "off")"
            )
        case "await.timeout": return try setAwaitLimit(setting)
        case "cache.ttl": return try setCacheLifetime(setting)
        default:
            throw .unknown(
                setting.name,
                "setting",
                among: Settings.names,
                range: setting.nameRange
            )
        }
    }

    private func setPartial(_ setting: Setting) throws(QueryError) -> StatementResult {
        state.settings.isPartial = try setting.flag
        return StatementResult(message: "partial is \(state.settings.isPartial ? "on" : "off")")
    }

    private func setAwaitLimit(_ setting: Setting) throws(QueryError) -> StatementResult {
        let text = setting.value.text
        if ["none", "off", ""].contains(text.lowercased()) {
            state.settings.awaitLimit = nil
            return StatementResult(message: "await.timeout is off")
        }
        state.settings.awaitLimit = try setting.duration(help: "write '90s', '15m', '2h', or none")
        return StatementResult(message: "await.timeout is \(text)")
    }

    private func setCacheLifetime(_ setting: Setting) throws(QueryError) -> StatementResult {
        let text = setting.value.text
        if Self.isOff(text) {
            state.settings.cacheLifetime = nil
            state.cache.forget()
            return StatementResult(message: "cache.ttl is off")
        }
        let lifetime = try setting.duration(
            help: "write '60s', '2m', '500ms', a number of seconds, or off"
        )
        state.settings.cacheLifetime = lifetime
        return StatementResult(message: "cache.ttl is \(lifetime.readable)")
    }

    /// Whether a text turns the cache off: `off`, `none`, `false`, or zero in any unit.
    private static func isOff(_ text: String) -> Bool {
        let text = text.lowercased()
        return ["off", "none", "false", "0", "0ms", "0s", "0m", "0h"].contains(text)
    }
}
