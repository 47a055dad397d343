import TestSupport
import Testing
import TransportSupport
import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLTransport

/// Advice on refusals of Google's services other than Vertex AI.
@Suite struct GoogleServicesTests {
    private func error(_ status: Int, _ body: String, service: String) -> CallError {
        CallError(
            HTTPResponse(status: status, body: Array(body.utf8)),
            to: getRequest,
            ProviderAdvice(service: service)
        )
    }

    /// An error as Google's services send it, with one ErrorInfo.
    private func body(
        _ status: Int,
        _ reason: String,
        _ metadata: String,
        message: String = "no"
    ) -> String {
        """
        {"error":{"code":\(status),"message":"\(message)","details":[{"@type":
         "type.googleapis.com/google.rpc.ErrorInfo","reason":"\(reason)",
         "domain":"googleapis.com","metadata":{\(metadata)}}]}}
        """
    }

    @Test(arguments: ["google.compute", "google.storage", "google.aiplatform", "google.x y"])
    func `the API to enable is the one that the error names`(service: String) {
        let metadata = #""service":"compute.googleapis.com","consumer":"projects/p-1""#
        let error = error(403, body(403, "SERVICE_DISABLED", metadata), service: service)
        #expect(
            error.help == "run gcloud services enable compute.googleapis.com --project p-1; "
                + "it takes a few minutes to take effect"
        )
    }

    @Test(
        arguments: [
            ("google.storage", "run gcloud services enable storage.googleapis.com --project p-1"),
            ("google.x y", "enable the service in the project"),
            ("google", "enable the service in the project"),
        ]
    )
    func `an error without a service's name is about the service that was called`(
        service: String,
        command: String
    ) {
        let text = body(403, "SERVICE_DISABLED", #""consumer":"projects/p-1""#)
        #expect(
            error(403, text, service: service).help
                == "\(command); it takes a few minutes to take effect"
        )
    }

    @Test(
        arguments: [
            (
                404,
                #"{"error":{"code":404,"message":"The specified bucket does not exist.","errors":[{"message":"The specified bucket does not exist.","domain":"global","reason":"notFound"}]}}"#
            ),
            (404, "Not Found"),
            (
                403,
                #"{"error":{"code":403,"message":"Required 'compute.instances.list' permission for 'projects/p-1'","errors":[{"domain":"global","reason":"forbidden"}]}}"#
            ),
            (
                403,
                #"{"error":{"code":403,"message":"no","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"CONSUMER_INVALID","metadata":{"consumer":"projects/p-9"}}]}}"#
            ),
            (400, #"{"error":{"code":400,"message":"The valid location ID is `us-central1`."}}"#),
            (400, #"{"error":{"code":400,"message":"Invalid hostname: x"}}"#),
            (401, #"{"error":{"code":401,"message":"Invalid Credentials"}}"#),
            (
                429,
                #"{"error":{"code":429,"message":"no","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure"}]}}"#
            ),
            (503, "{}"),
        ]
    )
    func `advice on another service has nothing of Vertex AI`(status: Int, body: String) {
        for service in ["google.compute", "google.storage"] {
            let error = error(status, body, service: service)
            let help = error.help ?? ""
            for word in ["aiplatform", "Vertex", "locationsId", "projectsId", "jobs", "location"] {
                #expect(!help.contains(word), "\(service): \(help)")
            }
            #expect(error.servedLocation == nil)
        }
    }

    @Test(
        arguments: [
            (404, "check the parameters that name the row"),
            (403, "ask for a role that includes the permission, or check the project's name"),
            (
                401,
                "run gcloud auth application-default login, or pass other credentials with --auth"
            ),
        ]
    )
    func `advice for all of Google's services comes from the status`(status: Int, help: String) {
        let text = #"{"error":{"code":\#(status),"message":"no"}}"#
        #expect(error(status, text, service: "google.storage").help == help)
    }

    @Test(
        arguments: [
            ("compute.instances.list", nil), ("storage.buckets.get", nil),
            ("aiplatform.tuningJobs.list", "roles/aiplatform.viewer"),
            ("aiplatform.tuningJobs.create", "roles/aiplatform.user"),
        ] as [(String, String?)]
    )
    func `a role is named if it is known for the service of the permission`(
        permission: String,
        role: String?
    ) async throws {
        let metadata = #""permission":"\#(permission)","resource":"projects/p-1""#
        let text = body(403, "IAM_PERMISSION_DENIED", metadata)
        let client = APIClient(
            transport: ScriptedTransport([.json(text, status: 403)]),
            credentials: NamedCredentials(),
            clock: ManualClock()
        )
        var call = call(listMethod)
        call.service = "google.compute"
        let error = await #expect(throws: CallError.self) { try await client.response(to: call) }
        let grant = role.map {
            "; an owner gives it by gcloud projects add-iam-policy-binding p-1 "
                + "--member=user:a@b.example --role=\($0)"
        }
        #expect(
            error?.help == "you need \(permission) on projects/p-1, or the project does not exist"
                + (grant ?? "") + "; the call was made with authorized_user a@b.example"
        )
    }
}

/// Credentials of a named account, which add nothing to requests.
private struct NamedCredentials: CredentialSource {
    var identity: CredentialDescription? {
        var description = CredentialDescription(type: "authorized_user")
        description.account = "a@b.example"
        return description
    }

    func authorization(
        replacing rejected: [HTTPField]?
    ) async throws(CredentialError) -> [HTTPField] {
        []
    }
}
