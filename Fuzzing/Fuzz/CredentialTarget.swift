import TuneQLCredentials
import TuneQLTransport

/// Refuses everything: a description asks no service.
private struct NoTransport: Transport {
    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        preconditionFailure("a description made a request")
    }
}

/// Reads any text as the credentials in a variable, and as `--auth`.
func fuzzCredentials(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    for (authJSON, variable) in [(nil, text), (text, "")] {
        _ = Credentials.describe(
            authJSON: authJSON,
            environment: ["GOOGLE_CREDENTIALS": variable, "NO_GCE_CHECK": "true"],
            transport: NoTransport(),
            productNameFile: "/dev/null"
        )
    }
}
