import ArgumentParser
import TuneQLEmulator

/// `tuneql emulator`: the tuning-jobs API on loopback, for clients of any kind.
struct EmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serve a stand-in for Vertex AI's tuning jobs on 127.0.0.1."
    )

    @Option(help: ArgumentHelp("The port; 0 picks a free one.", valueName: "n"))
    var port = 8080

    @Option(help: ArgumentHelp("The number of jobs at the start.", valueName: "n"))
    var jobs = 400

    @Option(help: ArgumentHelp("The seed of the jobs' data.", valueName: "n"))
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("The latency of each response, in milliseconds.", valueName: "ms")
    )
    var latency = 0

    @Option(
        help: ArgumentHelp("The seconds of a job's life that pass in one second.", valueName: "x")
    )
    var speed = 1.0

    @Option(
        help: ArgumentHelp(
            "When the emulated time starts, e.g. 2026-06-01T00:00:00Z; now unless it is given here "
                + "or in TUNEQL_EMULATOR_TIME.",
            valueName: "time"
        )
    )
    var time: EmulatedTime?

    @Option(help: ArgumentHelp("A project that exists; may be repeated.", valueName: "id"))
    var project: [String] = []

    @Option(help: ArgumentHelp("A location that exists; may be repeated.", valueName: "id"))
    var location: [String] = []

    func validate() throws {
        guard jobs >= 0, latency >= 0, speed > 0, (0...65_535).contains(port) else {
            throw ValidationError("--jobs, --latency, --speed and --port must not be negative")
        }
    }

    func run() async throws {
        let configuration = Emulator.Configuration(
            seed: seed,
            jobs: jobs,
            projects: project.isEmpty ? Emulator.Configuration.defaultProjects : project,
            locations: location.isEmpty ? Emulator.Configuration.defaultLocations : location,
            clock: try EmulatedTime.clock(time, speed: speed),
            latency: .milliseconds(latency)
        )
        let server = try await reportingFailures {
            try await start(Emulator(configuration: configuration))
        }
        // A reader of the line may end the server at once, so listening for signals comes first.
        let signals = Termination.signals()
        try await reportingFailures {
            try printOutput("listening on http://127.0.0.1:\(server.port)")
        }
        for await _ in signals { break }
        await server.stop()
    }

    private func start(_ emulator: Emulator) async throws -> EmulatorServer {
        do {
            return try await EmulatorServer.start(emulator: emulator, port: port)
        } catch let error as AddressError {
            throw CommandError("\(error)\nhelp: --port 0 picks a free one, --port N another")
        }
    }
}
