import TuneQLCredentials
import TuneQLText
import TuneQLTransport

/// Sends one request and receives its response, and reports both.
struct Exchange: Sendable {
    let transport: any Transport
    let clock: any Clock<Duration>
    let events: CallEvents

    /// The response to a request with the fields that authorize it, or the reason why there is none.
    func outcome(
        of request: HTTPRequest,
        _ fields: [HTTPField],
        of source: any CredentialSource,
        call: CallNumber
    ) async -> Result<HTTPResponse, TransportError> {
        if events.areObserved {
            events.report(
                call,
                .request(method: request.method, url: RedactedURL.text(request.url))
            )
        }
        let elapsed = stopwatch(clock)
        var authorized = request
        source.authorize(&authorized, with: fields)
        do {
            let response = try await transport.response(to: authorized).withBodyStatus
            let size = response.body.count
            events.report(
                call,
                .response(status: response.status, bytes: size, duration: elapsed())
            )
            return .success(response)
        } catch {
            events.report(call, .failure(error, duration: elapsed()))
            return .failure(error)
        }
    }
}
