package import TuneQLJSON

/// Makes calls: requests with credentials, repetitions where they are safe, pages of lists.
package final class APIClient: Sendable {
    private let transport: any Transport
    private let credentials: any CredentialSource
    private let endpoints: Endpoints
    private let retry: RetryPolicy
    /// What waits and measures.
    package let clock: any Clock<Duration>
    private let now: @Sendable () -> Int64
    private let observer: (@Sendable (CallEvent) -> Void)?
    private let tracing: Tracing?
    /// What all calls of the client, and of those made from it, did together.
    package let counters: CallCounters
    let budget: CallBudget?

    /// Makes a client.
    ///
    /// - Parameters:
    ///   - transport: What carries the requests.
    ///   - credentials: What authorizes them.
    ///   - endpoints: The overrides of services' origins.
    ///   - retry: When a request is repeated.
    ///   - clock: What waits and measures.
    ///   - now: The seconds since 1970, for waits that a server gives as a date.
    ///   - tracing: The trace that requests tell of; nil tells of none.
    ///   - observer: Told of every step of every call, on the call's own task.
    package init(
        transport: any Transport,
        credentials: any CredentialSource,
        endpoints: Endpoints = Endpoints(),
        retry: RetryPolicy = RetryPolicy(),
        clock: any Clock<Duration> = ContinuousClock(),
        now: @escaping @Sendable () -> Int64 = WallClock.now,
        tracing: Tracing? = nil,
        observer: (@Sendable (CallEvent) -> Void)? = nil
    ) {
        self.transport = transport
        self.credentials = credentials
        self.endpoints = endpoints
        self.retry = retry
        self.clock = clock
        self.now = now
        self.observer = observer
        self.tracing = tracing
        counters = CallCounters()
        budget = nil
    }

    private init(_ client: APIClient, budget: CallBudget) {
        transport = client.transport
        credentials = client.credentials
        endpoints = client.endpoints
        retry = client.retry
        clock = client.clock
        now = client.now
        observer = client.observer
        tracing = client.tracing
        counters = client.counters
        self.budget = budget
    }

    /// The same client, whose calls are paid for from a budget.
    package func limited(by budget: CallBudget) -> APIClient {
        APIClient(self, budget: budget)
    }

    /// Makes a call and waits for its answer, which has a status from 200 to 299.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - pageToken: The token of the page to ask for; nil asks for the first.
    /// - Returns: The answer.
    /// - Throws: ``CallError``; the request is repeated before where that is safe.
    package func response(
        to call: MethodCall,
        pageToken: String? = nil
    ) async throws(CallError) -> HTTPResponse {
        let request: HTTPRequest
        do {
            request = traced(try call.request(endpoints: endpoints, pageToken: pageToken))
        } catch {
            throw CallError(error)
        }
        try budget?.spend()
        budget?.tallies.note(call) { $0.calls += pageToken == nil ? 1 : 0 }
        let response = try await repeating(request, of: call)
        budget?.tallies.note(call) { tally in
            tally.bytes += response.body.count
            tally.end = .now
        }
        return response
    }

    /// The pages of a list, one request each, made when the page is asked for.
    package func pages(of call: MethodCall, layout: JSONLayout) -> Pages {
        Pages(client: self, call: call, layout: layout)
    }

    /// Where a call goes, without secrets.
    ///
    /// - Throws: ``CallError`` when the call cannot be made into a request.
    package func url(of call: MethodCall) throws(CallError) -> String {
        do {
            return RedactedURL.text(try call.request(endpoints: endpoints, pageToken: nil).url)
        } catch {
            throw CallError(error)
        }
    }

    /// The error for a cell of a page that is not JSON.
    package func malformedCell(_ error: JSONError, of call: MethodCall) -> CallError {
        .malformed(error, from: summary(of: call, pageToken: nil))
    }

    /// The request of a call for messages: `GET https://…`.
    func summary(of call: MethodCall, pageToken: String?) -> String {
        (try? call.request(endpoints: endpoints, pageToken: pageToken))?.summary ?? ""
    }

    /// Sends a request until it is answered, or can't or needn't be sent again.
    private func repeating(
        _ request: HTTPRequest,
        of call: MethodCall
    ) async throws(CallError) -> HTTPResponse {
        let source = credentials.source(for: call.service, request)
        let number = counters.nextCall()
        var fields = try await source.fields(for: request, replacing: nil)
        var hasRefreshed = false
        var attempt = 1
        while true {
            let outcome = await exchange(request, fields, of: source, call: number)
            if !hasRefreshed, case .success(let response) = outcome, response.status == 401 {
                hasRefreshed = true
                let fresh = try await source.fields(for: request, replacing: fields)
                if fresh != fields {
                    fields = fresh
                    budget?.tallies.note(call) { $0.retries += 1 }
                    budget?.noteRetry(after: .zero)
                    report(number, .retry(reason: "the token was refused", wait: .zero))
                    continue
                }
            }
            switch retry.decision(outcome, of: request, attempt: attempt, now: now()) {
            case .accept(let response): return response
            case .fail(let error): throw error.scrubbed(of: fields).naming(source.identity)
            case .wait(let wait, let reason):
                let reason = Redactor.shared.redact(Secrets.scrub(reason, fields.secrets))
                budget?.tallies.note(call) { $0.retries += 1 }
                budget?.noteRetry(after: wait)
                report(number, .retry(reason: reason, wait: wait))
                try await pause(wait, request)
                fields = try await source.fields(for: request, replacing: nil)
                attempt += 1
            }
        }
    }

    private func exchange(
        _ request: HTTPRequest,
        _ fields: [HTTPField],
        of source: any CredentialSource,
        call: Int
    ) async -> Result<HTTPResponse, TransportError> {
        if observer != nil {
            report(call, .request(method: request.method, url: RedactedURL.text(request.url)))
        }
        let elapsed = stopwatch(clock)
        var authorized = request
        source.authorize(&authorized, with: fields)
        do {
            let response = try await transport.response(to: authorized)
            let size = response.body.count
            report(call, .response(status: response.status, bytes: size, duration: elapsed()))
            return .success(response)
        } catch {
            report(call, .failure(error, duration: elapsed()))
            return .failure(error)
        }
    }

    private func pause(_ wait: Duration, _ request: HTTPRequest) async throws(CallError) {
        do {
            try await clock.sleep(for: wait)
        } catch {
            throw .cancelled(request)
        }
    }

    private func report(_ call: Int, _ step: CallEvent.Step) {
        counters.note(step)
        observer?(CallEvent(call: call, step: step))
    }

    /// The request with the call's span, which its repetitions share.
    private func traced(_ request: HTTPRequest) -> HTTPRequest {
        guard let tracing else { return request }
        var request = request
        request.headers += tracing.fields(of: budget?.trace)
        return request
    }
}

extension [HTTPField] {
    /// The tokens in the fields, as a server might repeat them.
    fileprivate var secrets: [String] {
        filter { $0.name.lowercased() == "authorization" }
            .compactMap { $0.value.split(separator: " ").last.map(String.init) }
    }
}

extension CallError {
    /// The error without tokens, even where a server has put one into its message.
    fileprivate func scrubbed(of fields: [HTTPField]) -> CallError {
        var error = self
        error.message = Redactor.shared.redact(Secrets.scrub(message, fields.secrets))
        error.help = help.map { Redactor.shared.redact(Secrets.scrub($0, fields.secrets)) }
        error.body = body.map { Redactor.shared.redact(Secrets.scrub($0, fields.secrets)) }
        return error
    }
}

extension CredentialSource {
    /// The fields that authorize a request; the error names the request.
    fileprivate func fields(
        for request: HTTPRequest,
        replacing rejected: [HTTPField]?
    ) async throws(CallError) -> [HTTPField] {
        do {
            return try await authorization(replacing: rejected)
        } catch {
            throw CallError(error, request: request.summary)
        }
    }
}
