import ArgumentParser
import Glibc
import TuneQL
import TuneQLCredentials
import TuneQLEmulator
import TuneQLTransport

/// Which tables there are, where their services are, and who asks.
struct ConnectionOptions: ParsableArguments {
    @Flag(help: "Answer google.aiplatform from the built-in emulator: no account, no network.")
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
            "Let out no more requests of a service, e.g. google.aiplatform=20/s,8; off has no limit.",
            valueName: "service=limit"
        )
    )
    var limit: [String] = []

    @OptionGroup var providers: ProviderOptions

    @Option(
        help: ArgumentHelp(
            "Keep local tables and views in this SQLite file instead of in memory.",
            valueName: "file"
        )
    )
    var database: String?

    @Option(
        name: .customLong("CABundle"),
        help: ArgumentHelp("Trust the certificates in this file.", valueName: "file")
    )
    var authorities: String?

    @Flag(name: .shortAndLong, help: "Tell on stderr which requests are made.")
    var verbose = false

    @Flag(
        name: .customLong("http.log.enabled"),
        help: "Tell on stderr the headers and bodies of requests and answers, without secrets."
    )
    var logsHTTP = false

    @Option(
        help: ArgumentHelp("Keep all requests and answers in a file.", valueName: "file")
    )
    var record: String?

    @Option(
        help: ArgumentHelp(
            "Answer from a file of --record: no network, no credentials.",
            valueName: "file"
        )
    )
    var replay: String?

    @Option(
        name: .customLong("emulator-jobs"),
        help: ArgumentHelp("How many jobs the built-in emulator has.", valueName: "n")
    )
    var emulatorJobs = 400

    @Option(
        name: .customLong("emulator-speed"),
        help: ArgumentHelp(
            "How many seconds pass in one second for the jobs of the built-in emulator.",
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
    ///   - monitor: Told of requests.
    ///   - isSafe: Whether statements come from strangers.
    /// - Returns: The engine.
    /// - Throws: What is wrong with the options.
    func makeEngine(_ monitor: CallMonitor, isSafe: Bool) throws -> Engine {
        if let authorities { try Files.checkReadable(authorities, of: "--CABundle") }
        var configuration = Engine.Configuration(transport: try observed(transport()))
        configuration.environment = environment()
        configuration.database = database
        configuration.allowsFiles = !isSafe
        configuration.maximumValueSize = isSafe ? Self.safeValueSize : nil
        configuration.authentication =
            emulator && providers.auth == nil
            ? #"{"google": {"type": "null_auth"}}"# : providers.auth
        if monitor.isVerbose { configuration.observer = { monitor.note($0) } }
        if let registry = providers.registry {
            configuration.catalog = try .registry(registry)
        }
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

    /// Far more than rows of services hold, and little memory.
    private static let safeValueSize = 16 << 20

    /// The transport, and around it what tells or keeps what it carries.
    private func observed(_ transport: any Transport) throws -> any Transport {
        var transport = transport
        if logsHTTP {
            transport = HTTPLogTransport(transport) { print($0, to: .error, isMessage: false) }
        }
        guard let record else { return transport }
        return try RecordingTransport(transport, file: record) {
            print("warning: \($0)", to: .error)
        }
    }

    private func transport() throws -> any Transport {
        if let replay { return try ReplayTransport(file: replay) }
        guard emulator else {
            var configuration = CurlTransport.Configuration()
            configuration.certificateFile = authorities
            return CurlTransport(configuration: configuration)
        }
        let clock = try EmulatedTime.clock(emulatorTime, speed: emulatorSpeed)
        let configuration = Emulator.Configuration(jobs: emulatorJobs, clock: clock)
        return EmulatorTransport(emulator: Emulator(configuration: configuration))
    }
}

/// When the emulated time starts: RFC 3339, or a date alone.
struct EmulatedTime: ExpressibleByArgument {
    /// In nanoseconds since 1970 (UTC).
    let instant: Int64

    init?(argument: String) {
        guard let instant = Emulator.Clock.instant(argument) else { return nil }
        self.instant = instant
    }

    private static let variable = "TUNEQL_EMULATOR_TIME"

    /// The clock that starts at a time, or where the environment says, or else now.
    static func clock(_ time: Self?, speed: Double) throws(CommandError) -> Emulator.Clock {
        if let time { return .running(from: time.instant, speed: speed) }
        let text = environment()[variable] ?? ""
        guard !text.isEmpty else { return .running(speed: speed) }
        guard let time = Self(argument: text) else {
            throw CommandError(
                "\(variable) is \(text), which is no time\nhelp: write it as 2026-06-01T00:00:00Z"
            )
        }
        return .running(from: time.instant, speed: speed)
    }
}

/// The environment of the process.
func environment() -> [String: String] {
    var variables: [String: String] = [:]
    var next = environ
    while let entry = next.pointee {
        let parts = String(cString: entry).split(
            separator: "=",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
        next += 1
    }
    return variables
}
