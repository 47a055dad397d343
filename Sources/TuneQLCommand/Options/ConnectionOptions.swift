import ArgumentParser
import TuneQL
import TuneQLEmulator
import TuneQLTransport

/// The tables, their services, and the connections to these.
///
/// Only options that commands share are a group: each group adds 3 % to the start of the program,
/// since ArgumentParser looks up the conformances of its types.
struct ConnectionOptions: ParsableArguments {
    @Flag(help: "Serve google.aiplatform from the built-in emulator: no account, no network.")
    var emulator = false

    @Option(
        help: ArgumentHelp(
            "Send a service's calls elsewhere, e.g. google.aiplatform=http://127.0.0.1:8080.",
            valueName: "service=URL"
        )
    )
    var endpoint: [String] = []

    @Option(
        help: ArgumentHelp(
            "Limit the requests to a service, e.g. google.aiplatform=20/s,8; off removes the "
                + "limit.",
            valueName: "service=limit"
        )
    )
    var limit: [String] = []

    @OptionGroup var services: ServiceOptions

    @Option(
        help: ArgumentHelp(
            "Keep local tables and views in this SQLite file instead of in memory.",
            valueName: "file"
        )
    )
    var database: String?

    @Flag(name: .shortAndLong, help: "Report requests on stderr.")
    var verbose = false

    @Flag(
        name: .customLong("http.log.enabled"),
        help: "Report the headers and bodies of requests and responses on stderr, without secrets."
    )
    var logsHTTP = false

    @Option(
        help: ArgumentHelp("Record all requests and responses in a file.", valueName: "file")
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Replay responses from a --record file: no network, no credentials.",
            valueName: "file"
        )
    )
    var replay: String?

    @Option(
        name: .customLong("emulator-jobs"),
        help: ArgumentHelp("The number of jobs of the built-in emulator.", valueName: "n")
    )
    var emulatorJobs = 400

    @Option(
        name: .customLong("emulator-speed"),
        help: ArgumentHelp(
            "The seconds that pass in one second for the jobs of the built-in emulator.",
            valueName: "x"
        )
    )
    var emulatorSpeed = 1.0

    @Option(
        name: .customLong("emulator-time"),
        help: ArgumentHelp(
            "When the time of the built-in emulator starts, e.g. 2026-06-01T00:00:00Z; now unless "
                + "it is given here or in TUNEQL_EMULATOR_TIME.",
            valueName: "time"
        )
    )
    var emulatorTime: EmulatedTime?

    func validate() throws {
        guard emulatorSpeed > 0, emulatorSpeed <= 1e6 else {
            throw ValidationError("--emulator-speed takes a number above 0, up to a million")
        }
        guard replay == nil || record == nil && !emulator else {
            throw ValidationError("--replay takes the place of --record and of --emulator")
        }
        for entry in limit where !entry.contains("=") {
            throw ValidationError("--limit takes service=limit, e.g. google.aiplatform=20/s")
        }
        for entry in endpoint where !entry.contains("=") {
            throw ValidationError(
                "--endpoint takes service=URL, e.g. google.aiplatform=http://127.0.0.1:8080"
            )
        }
    }

    /// The engine that the options describe.
    ///
    /// - Parameters:
    ///   - monitor: The receiver of call events, if it is verbose.
    ///   - isSafe: Whether statements come from untrusted sources.
    ///   - variables: Variables over those of the environment.
    /// - Returns: The engine.
    /// - Throws: Errors of the options.
    func makeEngine(
        _ monitor: CallMonitor,
        isSafe: Bool,
        variables: [String: String] = [:]
    ) throws -> Engine {
        try services.checkAuthorities()
        var configuration = Engine.Configuration(transport: try observed(transport()))
        configuration.environment = environment().merging(variables) { $1 }
        configuration.database = database
        configuration.allowsFiles = !isSafe
        configuration.maximumValueSize = isSafe ? Self.safeValueSize : nil
        configuration.authentication =
            emulator && services.auth == nil
            ? #"{"google": {"type": "null_auth"}}"# : services.auth
        if monitor.isVerbose { configuration.observer = { monitor.report($0) } }
        configuration.catalogs = try services.catalogs()
        configuration.registry = StatementRegistry(
            services,
            isOffline: emulator || replay != nil
        )
        for entry in endpoint {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            configuration.endpoints[parts[0]] = parts.last
        }
        for entry in limit {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            configuration.limits[parts[0]] = parts.last
        }
        return try Engine(configuration)
    }

    /// Far larger than the values of services, and small in memory.
    private static let safeValueSize = 16 << 20

    /// Wraps a transport in those that log and record its exchanges.
    private func observed(_ transport: any Transport) throws -> any Transport {
        var transport = transport
        if logsHTTP {
            transport = HTTPLogTransport(transport) { printMessage($0, shorteningNames: false) }
        }
        guard let record else { return transport }
        return try RecordingTransport(transport, file: record) {
            printMessage("warning: \($0)")
        }
    }

    private func transport() throws -> any Transport {
        if let replay { return try ReplayTransport(file: replay) }
        return emulator ? try emulatorTransport() : services.makeTransport()
    }

    /// Makes the built-in emulator, and the transport to it.
    ///
    /// - Throws: ``CommandError`` when the time in the environment is malformed.
    private func emulatorTransport() throws(CommandError) -> EmulatorTransport {
        let clock = try EmulatedTime.clock(emulatorTime, speed: emulatorSpeed)
        let configuration = Emulator.Configuration(jobs: emulatorJobs, clock: clock)
        return EmulatorTransport(emulator: Emulator(configuration: configuration))
    }
}
