public import TuneQLTransport

extension Emulator {
    /// A script of faults.
    ///
    /// ```swift
    /// var faults = Emulator.Faults()
    /// faults.inject(.answer(HTTPResponse(status: 503)), at: [0])
    /// faults.inject(.cut(afterBytes: 100)) { _, request in request.method == "POST" }
    /// emulator.faults = faults
    /// ```
    public struct Faults: Sendable {
        /// One way for an exchange to go wrong.
        public enum Effect: Sendable, Hashable {
            /// This response is sent instead; the request has no effect.
            case answer(HTTPResponse)
            /// The request takes effect, but the connection ends after a number of bytes of the body.
            case cut(afterBytes: Int)
            /// A list's page says that it is followed by itself.
            case repeatedPageToken
            /// The body ends in the middle, as if that were all of it.
            case malformedJSON
        }

        struct Rule: Sendable {
            var effect: Effect
            var applies: @Sendable (Int, HTTPRequest) -> Bool
        }

        private(set) var rules: [Rule] = []

        /// Makes a script in which nothing goes wrong.
        public init() {}

        /// Adds a fault for the requests that `applies` picks; the first rule that applies wins.
        ///
        /// - Parameters:
        ///   - effect: The fault.
        ///   - applies: Gets the number of the request, 0 being the first after the script was
        ///     set, and the request.
        public mutating func inject(
            _ effect: Effect,
            when applies: @escaping @Sendable (Int, HTTPRequest) -> Bool
        ) {
            rules.append(Rule(effect: effect, applies: applies))
        }

        /// Adds a fault for some requests by number, 0 being the first after the script was set.
        public mutating func inject(_ effect: Effect, at numbers: Set<Int>) {
            inject(effect) { number, _ in numbers.contains(number) }
        }

        func effect(on request: HTTPRequest, number: Int) -> Effect? {
            rules.first { $0.applies(number, request) }?.effect
        }
    }
}
