import TuneQLCalls
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// A way for an exchange to go wrong.
struct Fault: Sendable, CustomStringConvertible {
    /// What the client gets in place of a sound answer.
    enum Effect: Sendable {
        case failure(TransportError.Kind)
        case status(Int)
        /// The body of the sound answer, changed.
        case body(@Sendable ([UInt8]) -> [UInt8])
        /// The page of a list, changed; it gets the token that was sent. Other answers stay.
        case page(@Sendable (inout JSONObject, String) -> Void)
    }

    let description: String
    let effect: Effect
    /// Whether the service does what it is asked to before it goes wrong.
    let acts: Bool
    /// What a statement that reads comes to when one exchange has the fault: `rows`, or a code.
    let once: Set<String>
    /// The same when that exchange and all after it have the fault.
    let always: Set<String>

    private init(
        _ name: String,
        _ effect: Effect,
        acts: Bool = false,
        once: Set<String> = ["rows"],
        always: Set<String>
    ) {
        description = name
        self.effect = effect
        self.acts = acts
        self.once = once
        self.always = always
    }

    /// A fault that no repetition can mend.
    private static func lasting(
        _ name: String,
        _ effect: Effect,
        acts: Bool = false,
        _ code: String
    ) -> Fault {
        Fault(name, effect, acts: acts, once: [code], always: [code])
    }

    /// What a statement may come to when an exchange has the fault.
    func allowed(for statement: FaultyStatement, isLasting: Bool) -> Set<String> {
        guard statement.kind == .reading else { return Self.ofWrites }
        return isLasting ? always : once
    }

    private static let ofWrites: Set = [
        "rows", "partial", "transport", "api", "quota", "unknown-outcome", "limit",
    ]

    static let all = connections + statuses + bodies + tokens

    private static let connections = [
        Fault("connection refused", .failure(.connect), always: ["transport"]),
        lasting("handshake refused", .failure(.tls), "transport"),
        Fault("reset before the work", .failure(.interrupted), always: ["transport"]),
        Fault("reset after the work", .failure(.interrupted), acts: true, always: ["transport"]),
        Fault("time limit before the work", .failure(.timedOut), always: ["transport"]),
        Fault("time limit after the work", .failure(.timedOut), acts: true, always: ["transport"]),
        lasting("broken HTTP", .failure(.malformed), acts: true, "transport"),
    ]

    private static let statuses =
        [408, 500, 502, 503, 504].map { Fault("HTTP \($0)", .status($0), always: ["api"]) }
        + [500, 502, 504].map {
            Fault("HTTP \($0) after the work", .status($0), acts: true, always: ["api"])
        } + [
            Fault("HTTP 429", .status(429), always: ["quota"]),
            lasting("HTTP 302", .status(302), "api"),
            lasting("HTTP 403", .status(403), "api"),
        ]

    private static let bodies = [
        changed("half a body") { Array($0.prefix($0.count / 2)) },
        changed("no body") { _ in [] },
        changed("HTML with status 200") { _ in Array("<html><title>Sign in</title></html>".utf8) },
        changed("gzip left as it is") { _ in [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B] },
        changed("more behind the body") { $0 + Array("{}".utf8) },
        changed("a number for an object") { _ in Array("7".utf8) },
        changed("invalid UTF-8 in a text") { body in
            let value = Array("\"name\":\"".utf8) + [0xFF, 0xC0] + Array("\",\"x\"".utf8)
            return body.replacing(Array("\"name\"".utf8), with: value)
        },
        changed("nesting without end") { _ in
            Array(repeating: UInt8(ascii: "["), count: 100_000)
        },
    ]

    private static func changed(
        _ name: String,
        _ change: @escaping @Sendable ([UInt8]) -> [UInt8]
    ) -> Fault {
        lasting(name, .body(change), acts: true, "transport")
    }

    private static func next(_ token: String) -> JSONMember {
        JSONMember(name: "nextPageToken", value: .string(token))
    }

    private static let tokens = [
        Fault(
            "the same page token again",
            .page { page, sent in page["nextPageToken"] = .string(sent) },
            acts: true,
            once: ["transport", "api"],
            always: ["transport", "api"]
        ),
        Fault(
            "page tokens without end",
            .page { page, sent in page = JSONObject([next(sent + "a")]) },
            once: ["api"],
            always: ["limit"]
        ),
        // Tokens of some services are numbers; this one refuses it when it comes back.
        lasting(
            "a number for a page token",
            .page { page, _ in page["nextPageToken"] = 7 },
            acts: true,
            "api"
        ),
        lasting(
            "an object for the items",
            .page { page, _ in page["tuningJobs"] = ["a": 1] },
            acts: true,
            "transport"
        ),
    ]
}
