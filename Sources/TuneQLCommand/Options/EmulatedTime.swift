import ArgumentParser
import TuneQLEmulator

/// The start of the emulated time: an RFC 3339 time, or a date alone.
struct EmulatedTime: ExpressibleByArgument {
    /// In nanoseconds since 1970 (UTC).
    let instant: Int64

    init?(argument: String) {
        guard let instant = Emulator.Clock.instant(argument) else { return nil }
        self.instant = instant
    }

    private static let variable = "TUNEQL_EMULATOR_TIME"

    /// A clock that starts at the given time, at that of the environment, or now.
    static func clock(_ time: Self?, speed: Double) throws(CommandError) -> Emulator.Clock {
        if let time { return .running(from: time.instant, speed: speed) }
        let text = environment()[variable] ?? ""
        guard !text.isEmpty else { return .running(speed: speed) }
        guard let time = Self(argument: text) else {
            throw CommandError(
                "\(variable) is \(text), which is not a time\nhelp: write it as "
                    + "2026-06-01T00:00:00Z"
            )
        }
        return .running(from: time.instant, speed: speed)
    }
}
