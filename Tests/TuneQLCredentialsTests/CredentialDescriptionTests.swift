import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLTransport

@Suite struct CredentialDescriptionTests {
    private func description(
        auth: String? = nil,
        _ environment: [String: String],
        _ transport: any Transport = TokenServices([:])
    ) -> CredentialDescription {
        Credentials.describe(
            authJSON: auth,
            environment: ["NO_GCE_CHECK": "true"].merging(environment) { $1 },
            transport: transport,
            productNameFile: "/nonexistent"
        )
    }

    @Test func `a key's account and project are told`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key.json", try resourceText("service-account.json"))
        let transport = TokenServices([:])
        let found = description(["GOOGLE_APPLICATION_CREDENTIALS": path], transport)
        #expect(found.type == "service_account")
        #expect(found.source == "\(path) (GOOGLE_APPLICATION_CREDENTIALS)")
        #expect(found.account?.contains("@") == true)
        #expect(found.universe == "googleapis.com")
        #expect(found.scopes == ["https://www.googleapis.com/auth/cloud-platform"])
        #expect(found.remark == "signs its own tokens")
        #expect(found.problem == nil)
        #expect(transport.requests.isEmpty)
    }

    @Test(
        arguments: [
            (["GOOGLE_CLOUD_PROJECT": "a", "GCLOUD_PROJECT": "b"], "a"),
            (["GCLOUD_PROJECT": "b"], "b"), ([:], "from-gcloud"),
            (["CLOUDSDK_CORE_PROJECT": "c"], "c"),
            (["CLOUDSDK_ACTIVE_CONFIG_NAME": "other"], "from-other"),
        ] as [([String: String], String)]
    )
    func `the project is found in the usual places`(
        variables: [String: String],
        project: String
    ) throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("configurations")
        try folder.write("active_config", "mine\n")
        let own =
            "[core]\naccount = me@example.com\nproject = from-gcloud\n[compute]\nproject = no\n"
        try folder.write("configurations/config_mine", own)
        try folder.write("configurations/config_other", "[core]\nproject=from-other\n")
        let environment = ["TUNEQL_ACCESS_TOKEN": "t-1", "CLOUDSDK_CONFIG": folder.path]
        #expect(description(environment.merging(variables) { $1 }).project == project)
    }

    @Test(
        arguments: [
            (["GOOGLE_APPLICATION_CREDENTIALS": "/nonexistent"], nil, "the file /nonexistent"),
            (["GOOGLE_CREDENTIALS": #"{"type":"authorized_user"}"#], "authorized_user", "it lacks"),
            ([:], nil, "no credentials for google"),
        ] as [([String: String], String?, String)]
    )
    func `what is wrong is told, with what to do`(
        environment: [String: String],
        type: String?,
        problem: String
    ) {
        let found = description(environment)
        #expect(found.type == type)
        #expect(found.problem?.contains(problem) == true)
    }

    @Test func `a check asks for a token, and the metadata server for its name`() async {
        let root = "http://10.0.0.1/computeMetadata/v1"
        let transport = TokenServices(
            [
                "http://10.0.0.1/": "", "\(root)/universe/universe-domain": "googleapis.com",
                "\(root)/project/project-id": "my-project",
                "\(root)/instance/service-accounts/default/email": "robot@example.com\n",
                "\(root)/instance/service-accounts/default/token": #"{"access_token":"t-1"}"#,
            ],
            headers: [HTTPField(name: "Metadata-Flavor", value: "Google")]
        )
        let found = await Credentials.check(
            authJSON: nil,
            environment: ["GCE_METADATA_HOST": "10.0.0.1"],
            transport: transport,
            productNameFile: "/nonexistent"
        )
        #expect(found.type == "metadata_server")
        #expect(found.account == "robot@example.com")
        #expect(found.project == "my-project")
        #expect(found.universe == "googleapis.com")
        #expect(found.problem == nil)
    }

    @Test func `a check that fails tells why`() async {
        let file = """
            {"type":"authorized_user","client_id":"c","client_secret":"planted-secret",
             "refresh_token":"planted-refresh"}
            """
        let transport = TokenServices { _, _ in
            HTTPResponse(status: 400, body: Array(#"{"error":"invalid_grant"}"#.utf8))
        }
        let found = await Credentials.check(
            authJSON: nil,
            environment: ["GOOGLE_CREDENTIALS": file],
            transport: transport,
            productNameFile: "/nonexistent"
        )
        #expect(found.type == "authorized_user")
        #expect(found.problem?.hasSuffix("responded with invalid_grant") == true)
        #expect(found.help?.contains("gcloud auth application-default login") == true)
    }
}
