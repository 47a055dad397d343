import TuneQLSyntax

extension Session {
    /// SET await.timeout.
    func setAwaitLimit(_ setting: Setting) throws(QueryError) -> ResultSet {
        let text = setting.value.text
        if ["none", "off", ""].contains(text.lowercased()) {
            settings.awaitLimit = nil
            return ResultSet(message: "await.timeout is off")
        }
        guard let limit = Duration(setting: text) else {
            throw QueryError(
                .invalidValue,
                "'\(text)' is not a duration",
                range: setting.valueRange,
                help: "write '90s', '15m', '2h', or none"
            )
        }
        settings.awaitLimit = limit
        return ResultSet(message: "await.timeout is \(text)")
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
