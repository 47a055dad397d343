import Testing
import TransportSupport
import TuneQLCalls
import TuneQLTransport

/// Advice on refusals, by the provider whose service refuses.
@Suite struct ProviderAdviceTests {
    private func error(_ status: Int, _ body: String, _ advice: ProviderAdvice) -> CallError {
        CallError(HTTPResponse(status: status, body: Array(body.utf8)), to: getRequest, advice)
    }

    @Test(
        arguments: [
            (400, nil), (401, "pass other credentials with --auth"),
            (403, "ask for a role that includes the permission"),
            (404, "check the endpoint: the host has no such path"),
            (409, "something else changed it at the same time; run the statement again"),
            (429, "wait a minute and run it again, with fewer calls at a time"),
            (501, "this endpoint does not serve the method"),
            (503, "the service is having trouble; try again in a minute"),
        ] as [(Int, String?)]
    )
    func `a provider that nothing is known of gets neutral help`(status: Int, help: String?) {
        for service in ["", "weather.stations", "googlish.x"] {
            #expect(error(status, "{}", ProviderAdvice(service: service)).help == help)
        }
    }

    @Test func `a row that does not exist is looked for in the provider's own terms`() {
        let body = #"{"error":{"code":404,"status":"NOT_FOUND","message":"no"}}"#
        #expect(error(404, body, .none).help == "check the parameters that name the row")
        #expect(
            error(404, body, ProviderAdvice(service: "google.aiplatform")).help
                == "check projectsId, locationsId and the id; a job exists only in its own location"
        )
    }

    @Test(arguments: [(400, "us-central1"), (404, nil)] as [(Int, String?)])
    func `the location that a host serves is a value of the error`(
        status: Int,
        location: String?
    ) {
        let body = #"{"error":{"message":"The valid location ID is `us-central1`."}}"#
        #expect(
            error(status, body, ProviderAdvice(service: "google.aiplatform")).servedLocation
                == location
        )
        #expect(error(status, body, .none).servedLocation == nil)
    }
}
