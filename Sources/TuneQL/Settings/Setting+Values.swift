import TuneQLSyntax

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

extension Setting {
    /// The value of a setting that is on or off.
    var flag: Bool {
        get throws(QueryError) {
            switch value.text.lowercased() {
            case "on", "true", "1": return true
            case "off", "false", "0": return false
            default:
                throw QueryError(
                    .invalidValue,
                    "\(name.lowercased()) must be on or off, not '\(value.text)'",
                    range: valueRange
                )
            }
        }
    }

    /// The value as a duration; `help` suggests a form for a value that is not one.
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
