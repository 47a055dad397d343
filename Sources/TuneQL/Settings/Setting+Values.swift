import TuneQLSyntax

extension SessionState {
    /// SET await.timeout.
    func setAwaitLimit(_ setting: Setting) throws(QueryError) -> StatementResult {
        let text = setting.value.text
        if ["none", "off", ""].contains(text.lowercased()) {
            settings.awaitLimit = nil
            return StatementResult(message: "await.timeout is off")
        }
        settings.awaitLimit = try setting.duration(help: "write '90s', '15m', '2h', or none")
        return StatementResult(message: "await.timeout is \(text)")
    }
}

extension Setting {
    /// The value as a duration; `help` says what to write instead of a value that is none.
    func duration(help: String) throws(QueryError) -> Duration {
        if let duration = Duration(setting: value.text) { return duration }
        throw QueryError(
            .invalidValue,
            "'\(value.text)' is not a duration",
            range: valueRange,
            help: help
        )
    }
}

extension Duration {
    /// Reads `500ms`, `90s`, `15m`, `2h` or a number of seconds; nil for anything else.
    package init?(setting text: String) {
        let units: [(name: String, seconds: Double)] = [
            ("ms", 0.001), ("s", 1), ("m", 60), ("h", 3_600), ("", 1),
        ]
        let text = text.lowercased()
        guard let unit = units.first(where: { text.hasSuffix($0.name) }),
            let number = Double(text.dropLast(unit.name.count)), number.isFinite, number > 0,
            number * unit.seconds < 1e9
        else { return nil }
        self = .seconds(number * unit.seconds)
    }
}
