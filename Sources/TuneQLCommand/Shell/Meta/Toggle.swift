import TuneQLRendering

/// The argument `on` or `off`; none turns the setting around.
enum Toggle {
    /// The new value of a setting.
    static func value(
        _ arguments: [String],
        of name: String,
        now: Bool,
        _ choices: String = "on or off"
    ) throws(MetaError) -> Bool {
        switch arguments.first?.lowercased() {
        case nil: return !now
        case "on": return true
        case "off": return false
        case let other?: throw MetaError("\(name) must be \(choices), not '\(other)'")
        }
    }

    /// The new value of a setting that may also be `auto`.
    static func choice(
        _ arguments: [String],
        of name: String,
        now: OutputSettings.Choice
    ) throws(MetaError) -> OutputSettings.Choice {
        if arguments.first?.lowercased() == "auto" { return .auto }
        return try value(arguments, of: name, now: now == .on, "on, off or auto") ? .on : .off
    }
}
