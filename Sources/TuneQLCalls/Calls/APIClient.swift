import TuneQLCatalog
package import TuneQLCredentials
package import TuneQLJSON
import TuneQLText
package import TuneQLTransport

/// Makes calls: requests with credentials, retries where they are safe, pages of lists.
///
/// A call becomes a request here, ``Admission`` decides when it may be sent, and ``Attempts`` sends
/// it until there is a response.
package final class APIClient: Sendable {
    private let endpoints: Endpoints
    private let tracing: Tracing?
    private let setup: Attempts.Setup
    private let admission: Admission

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - transport: The transport to the services.
    ///   - credentials: The credentials that requests carry.
    ///   - endpoints: The overrides of services' origins.
    ///   - retry: The policy on retries.
    ///   - clock: The clock used for waits and timing.
    ///   - now: The seconds since 1970, for waits that a server gives as a date.
    ///   - tracing: The trace that requests are part of; nil for none.
    ///   - limits: The limits that the user sets, by service.
    ///   - observer: Receives every step of every call, on the call's own task.
    package init(
        transport: any Transport,
        credentials: any CredentialSource,
        endpoints: Endpoints = Endpoints(),
        retry: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int64 = WallClock.now,
        tracing: Tracing? = nil,
        limits: [String: QuotaLimit] = [:],
        observer: (@Sendable (CallEvent) -> Void)? = nil
    ) {
        self.endpoints = endpoints
        self.tracing = tracing
        let events = CallEvents(counters: CallCounters(), observer: observer)
        setup = Attempts.Setup(
            exchange: Exchange(transport: transport, clock: clock, events: events),
            credentials: credentials,
            retry: retry,
            now: now
        )
        admission = Admission(
            limiter: Limiter(clock: clock, limits: limits),
            endpoints: endpoints,
            enforcesQuotas: transport.usesQuota,
            clock: clock,
            events: events,
            budget: nil
        )
    }

    private init(_ client: APIClient, budget: CallBudget) {
        endpoints = client.endpoints
        tracing = client.tracing
        setup = client.setup
        admission = client.admission.limited(by: budget)
    }

    /// The same client, with calls that count against a budget.
    package func limited(by budget: CallBudget) -> APIClient {
        APIClient(self, budget: budget)
    }

    /// The clock used for waits and timing.
    package var clock: any Clock<Duration> { setup.exchange.clock }

    /// The counts of all calls of the client and of those made from it.
    package var counters: CallCounters { setup.exchange.events.counters }

    /// Whether responses have to be taken in an order that does not depend on time.
    package var keepsOrder: Bool { setup.exchange.transport.keepsOrder }

    /// The statement's budget of calls; nil without a limit.
    var budget: CallBudget? { admission.budget }

    /// Throws when the budget does not cover this many further calls.
    package func checkBudget(forCalls count: Int) throws(CallError) {
        try budget?.check(calls: count)
    }
}

// MARK: - Calls

extension APIClient {
    /// Adds a record for a call that the statement does not name, and that is made several times.
    ///
    /// - Parameter call: The call.
    /// - Returns: The record; nil without a statement.
    package func record(of call: MethodCall) -> CallLedger.Entry? { budget?.ledger.add(call) }

    /// Makes a call and waits for its response, whose status is from 200 to 299.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - position: The position of the page to request; nil requests the first.
    ///   - entry: The record of the call; nil for a call that the statement does not name.
    /// - Returns: The response.
    /// - Throws: ``CallError``, after retries where they are safe.
    package func response(
        to call: MethodCall,
        at position: PagePosition? = nil,
        entry: CallLedger.Entry? = nil
    ) async throws(CallError) -> HTTPResponse {
        var request = try request(of: call, at: position)
        try budget?.spend()
        request.statement = budget?.statement(counters)
        let entry = entry ?? budget?.ledger.add(call)
        entry?.start(isFurtherPage: position != nil)
        let trace = tracing?.context(of: budget?.trace)
        var attempts = Attempts(
            request.with(trace),
            of: call,
            CallNumber(counters.nextCall(), trace: trace?.traceID, entry),
            setup,
            admission
        )
        let response = try await attempts.response()
        entry?.addResponse(bytes: response.body.count)
        return response
    }

    /// The pages of a list; each is requested when it is asked for.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - layout: The layout of the cells to read.
    ///   - entry: The record of the call; nil for a call that the statement does not name.
    /// - Returns: The pages.
    package func pages(
        of call: MethodCall,
        layout: JSONLayout,
        entry: CallLedger.Entry? = nil
    ) -> CallPages {
        CallPages(
            client: self,
            call: call,
            layout: layout,
            entry: entry ?? budget?.ledger.add(call)
        )
    }

    /// The request of a call, without credentials.
    func request(
        of call: MethodCall,
        at position: PagePosition? = nil
    ) throws(CallError) -> HTTPRequest {
        do {
            return try call.request(endpoints: endpoints, at: position)
        } catch {
            throw CallError(error)
        }
    }
}

// MARK: - Messages

extension APIClient {
    /// The URL of a call, without secrets.
    ///
    /// - Throws: ``CallError`` when the call can't become a request.
    package func url(of call: MethodCall) throws(CallError) -> String {
        RedactedURL.text(try request(of: call).url)
    }

    /// The body of a call's first request; nil when it has none.
    ///
    /// - Throws: ``CallError`` when the call can't become a request.
    package func body(of call: MethodCall) throws(CallError) -> String? {
        try request(of: call).body.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The error for a cell of a page that is not JSON.
    package func malformedCell(_ error: JSONError, of call: MethodCall) -> CallError {
        .malformed(error, from: summary(of: call))
    }

    /// The error for a write whose response does not show that it was carried out.
    package func unknownOutcome(_ flaw: String, of call: MethodCall) -> CallError {
        .unknownOutcome(flaw, of: summary(of: call))
    }

    /// The request of a call, for messages: `GET https://…`.
    func summary(of call: MethodCall, at position: PagePosition? = nil) -> String {
        (try? request(of: call, at: position))?.summary ?? ""
    }
}
