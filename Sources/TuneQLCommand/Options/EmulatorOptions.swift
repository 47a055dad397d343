import ArgumentParser
import TuneQLEmulator
import TuneQLTransport

/// The jobs and the time of the built-in emulator.
struct EmulatorOptions: ParsableArguments {
    @Option(
        name: .customLong("emulator-jobs"),
        help: ArgumentHelp("How many jobs the built-in emulator has.", valueName: "n")
    )
    var jobs = 400

    @Option(
        name: .customLong("emulator-speed"),
        help: ArgumentHelp(
            "How many seconds pass in one second for the jobs of the built-in emulator.",
            valueName: "x"
        )
    )
    var speed = 1.0

    @Option(
        name: .customLong("emulator-time"),
        help: ArgumentHelp(
            "When the time of the built-in emulator starts, e.g. 2026-06-01T00:00:00Z; now unless "
                + "it is given here or in TUNEQL_EMULATOR_TIME.",
            valueName: "time"
        )
    )
    var time: EmulatedTime?

    func validate() throws {
        guard speed > 0, speed <= 1e6 else {
            throw ValidationError("--emulator-speed takes a number above 0, up to a million")
        }
    }

    /// Makes an emulator, and the transport to it.
    ///
    /// - Throws: ``CommandError`` when the environment's time is invalid.
    func makeTransport() throws(CommandError) -> EmulatorTransport {
        let clock = try EmulatedTime.clock(time, speed: speed)
        let configuration = Emulator.Configuration(jobs: jobs, clock: clock)
        return EmulatorTransport(emulator: Emulator(configuration: configuration))
    }
}
