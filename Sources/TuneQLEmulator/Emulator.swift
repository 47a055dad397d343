import Synchronization
public import TuneQLTransport

/// An emulation of Vertex AI's tuning-jobs API, with generated jobs.
///
/// The jobs that exist from the start are made from the seed whenever they are asked for, so that
/// a hundred thousand of them cost no memory, and the same seed gives the same bytes. Jobs that are
/// created live on: they queue, run, and end as the clock goes on. A job whose training dataset has
/// `fail` in its URI fails.
///
/// Reach it in process through ``EmulatorTransport``, or on loopback through ``EmulatorServer``.
///
/// ```swift
/// let emulator = Emulator(configuration: Emulator.Configuration(seed: 7, jobs: 16))
/// let response = emulator.response(
///     to: HTTPRequest(
///         method: "GET",
///         url: "https://us-central1-aiplatform.googleapis.com"
///             + "/v1/projects/demo-project/locations/us-central1/tuningJobs"
///     )
/// )
/// #expect(response.status == 200)
/// ```
public final class Emulator: Sendable {
    /// The settings that the emulator was made with.
    public let configuration: Configuration

    let places: Places
    let state: Mutex<State>

    /// The state that requests change.
    struct State: Sendable {
        var collections: [JobCollection]
        /// The position of each operation's job, by the operation's id.
        var operations: [String: JobPlace] = [:]
        var templates = TemplateCache()
        var log = RequestLog()
    }

    /// The position of a job.
    struct JobPlace: Sendable, Hashable {
        var collection: Int
        var ordinal: Int
    }

    /// Makes an emulator with the jobs that its configuration asks for.
    public init(configuration: Configuration = Configuration()) {
        self.configuration = configuration
        let places = Places(configuration)
        self.places = places
        let start = Instant(nanoseconds: configuration.clock.start)
        state = Mutex(
            State(
                collections: places.all.map { place in
                    let count = configuration.jobs(inCollection: place.index)
                    let generator = JobGenerator(
                        seed: configuration.seed,
                        count: count,
                        start: start
                    )
                    return JobCollection(place: place, generator: generator)
                }
            )
        )
    }

    /// Answers a request as the service would; faults and latency are left out.
    public func response(to request: HTTPRequest) -> HTTPResponse {
        guard let target = RequestTarget(request),
            let route = Route(method: request.method, target: target)
        else { return .unknownPath }
        do {
            let parameters = try RequestParameters(target.query, for: route)
            try places.check(route, host: target.host)
            return .json(try body(of: route, parameters, request.body ?? []))
        } catch {
            let style = OutputStyle(isIndented: RequestParameters.isIndented(target.query))
            return .json(style.body(error.body, as: "Error"), status: error.code)
        }
    }

    var now: Instant { Instant(nanoseconds: configuration.clock.now()) }

    private func body(
        of route: Route,
        _ parameters: RequestParameters,
        _ bytes: [UInt8]
    ) throws(APIError) -> [UInt8] {
        if case .listJobs(let parent) = route { return try listJobs(parent, parameters) }
        return parameters.style.body(
            try value(of: route, parameters, bytes),
            as: route.responseMessage
        )
    }
}
