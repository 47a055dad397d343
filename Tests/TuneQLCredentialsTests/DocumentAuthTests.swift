import Testing
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

/// What a provider's document says of its calls.
@Suite struct DocumentAuthTests {
    private static let environment = [
        "KEY": "planted-key", "USER_NAME": "me", "PASSWORD": "planted-word",
        "TUNEQL_ACCESS_TOKEN": "planted-google", "GOOGLE_CLOUD_QUOTA_PROJECT": "billed",
        "GOOGLE_API_KEY": "planted-api-key",
    ]
    private static let acme = "https://jobs.acme.example/v1?a=b"

    /// The credentials of a call of `acme.jobs`.
    private func source(
        _ document: String,
        auth: String? = nil,
        url: String = acme,
        isRedirected: @escaping @Sendable (String) -> Bool = { _ in false },
        transport: TokenServices = TokenServices([:])
    ) throws -> any CredentialSource {
        let tree = try JSONValue(parsing: document)
        let source = Credentials.resolve(
            authJSON: auth,
            document: { $0 == "acme" ? tree : nil },
            isRedirected: isRedirected,
            environment: Self.environment,
            transport: transport
        )
        return source.source(for: "acme.jobs", HTTPRequest(method: "GET", url: url))
    }

    private func request(_ source: any CredentialSource) async throws -> HTTPRequest {
        var request = HTTPRequest(method: "GET", url: Self.acme)
        source.authorize(&request, with: try await source.authorization(replacing: nil))
        return request
    }

    @Test(
        arguments: [
            (
                #"{"type":"bearer","credentialsenvvar":"KEY"}"#,
                ["Authorization: Bearer planted-key"], ""
            ),
            (
                #"{"type":"bearer","credentialsenvvar":"KEY","valuePrefix":"Token "}"#,
                ["Authorization: Token planted-key"], ""
            ),
            (#"{"type":"api_key","credentialsenvvar":"KEY"}"#, ["Authorization: planted-key"], ""),
            (
                #"{"type":"api_key","credentialsenvvar":"KEY","name":"key","location":"query"}"#,
                [],
                "&key=planted-key"
            ),
            (
                #"{"type":"basic","username_var":"USER_NAME","password_var":"PASSWORD"}"#,
                ["Authorization: Basic bWU6cGxhbnRlZC13b3Jk"], ""
            ),
            (
                #"{"type":"custom","location":"header","name":"X-A","credentialsenvvar":"KEY","#
                    + #""successor":{"location":"query","name":"b","credentialsenvvar":"USER_NAME"}}"#,
                ["X-A: planted-key"], "&b=me"
            ),
            (#"{"type":"null_auth"}"#, [], ""), ("null", [], ""), ("{}", [], ""),
        ] as [(String, [String], String)]
    )
    func `a document's variables go to its hosts`(
        document: String,
        fields: [String],
        query: String
    ) async throws {
        let request = try await request(try source(document))
        #expect(request.headers.map { "\($0.name): \($0.value)" } == fields)
        #expect(request.url == Self.acme + query)
    }

    @Test func `a document's client gets a token`() async throws {
        let transport = TokenServices(["https://login.example/t": #"{"access_token":"t-1"}"#])
        let document = """
            {"type":"oauth2","grant_type":"client_credentials","token_url":"https://login.example/t",
             "client_id_env_var":"USER_NAME","client_secret_env_var":"PASSWORD"}
            """
        let source = try source(document, transport: transport)
        #expect(try await bearer(source) == "Bearer t-1")
        #expect(
            source.identity?.source
                == "USER_NAME, PASSWORD (named by the provider document of acme)"
        )
    }

    @Test(arguments: ["acme", "ACME"])
    func `what the user says wins`(name: String) async throws {
        let auth = #"{"\#(name)":{"type":"bearer","credentialsenvvar":"USER_NAME"}}"#
        let document = #"{"type":"bearer","credentialsenvvar":"KEY"}"#
        #expect(try await bearer(try source(document, auth: auth)) == "Bearer me")
        let other = #"{"google":{"type":"null_auth"}}"#
        #expect(try await bearer(try source(document, auth: other)) == "Bearer planted-key")
    }

    @Test(
        arguments: [
            (
                #"{"type":"bearer","credentialsenvvar":"ACME_TOKEN"}"#,
                CredentialError.Kind.missing,
                "the provider document of acme names the variable ACME_TOKEN, which is not set"
            ),
            (
                #"{"type":"service_account","credentialsenvvar":"ACME_KEY"}"#, .missing,
                "the provider document of acme names the variable ACME_KEY, which is not set"
            ),
            (
                #"{"type":"bearer","credentialsfilepath":"/etc/passwd"}"#, .unsupported,
                "the provider document of acme names the file /etc/passwd: it may name variables only"
            ),
            (
                #"{"type":"azure_default"}"#, .unsupported,
                "the provider document of acme asks for the type azure_default, which is not supported"
            ),
            (
                #"{"type":"api_key"}"#, .missing,
                "the provider document of acme, of type api_key, names no value"
            ),
        ] as [(String, CredentialError.Kind, String)]
    )
    func `a document whose variables can't be used is explained`(
        document: String,
        kind: CredentialError.Kind,
        message: String
    ) async throws {
        let error = await failure(try source(document))
        #expect(error?.kind == kind)
        #expect(error?.message == message)
    }

    @Test func `the help names the variable, and how to do without`() async throws {
        let error = await failure(
            try source(#"{"type":"bearer","credentialsenvvar":"ACME_TOKEN"}"#)
        )
        #expect(
            error?.help
                == "export ACME_TOKEN with its value; or pass --auth '{\"acme\": {\"type\": \"bearer\", "
                + "\"credentialsenvvar\": \"NAME\"}}', or {\"type\": \"null_auth\"} to send nothing"
        )
    }

    @Test(
        arguments: [
            #"{"type":"service_account","credentialsenvvar":"GOOGLE_CREDENTIALS"}"#,
            #"{"type":"service_account"}"#, #"{"type":"interactive"}"#, #"{"type":"bearer"}"#,
            #"{"type":"api_key","credentialsenvvar":"TUNEQL_ACCESS_TOKEN"}"#,
            #"{"type":"custom","name":"X","credentialsenvvar":"KEY","successor":{"name":"Y","#
                + #""credentialsenvvar":"GOOGLE_APPLICATION_CREDENTIALS"}}"#,
            #"{"type":"oauth2","token_url":"https://h.example/{{ .__env__TUNEQL_ACCESS _TOKEN }}"}"#,
        ]
    )
    func `Google's credentials go to no host of others`(document: String) async throws {
        let error = await failure(try source(document))
        #expect(error?.kind == .unsupported)
        #expect(error?.message.contains("jobs.acme.example is not one of Google's hosts") == true)
    }

    @Test(
        arguments: [
            #"{"type":"service_account","credentialsenvvar":"GOOGLE_CREDENTIALS"}"#,
            #"{"type":"service_account"}"#, #"{"type":"interactive"}"#, #"{"type":"bearer"}"#,
        ]
    )
    func `Google's credentials go to Google's hosts, and where the user says`(
        document: String
    ) async throws {
        let google = try source(document, url: "https://acme.googleapis.com/v1")
        #expect(try await bearer(google) == "Bearer planted-google")
        let overridden = try source(document, isRedirected: { $0 == "acme.jobs" })
        #expect(try await bearer(overridden) == "Bearer planted-google")
    }

    @Test func `a key of Google's is sent to Google's hosts as the document says`() async throws {
        let document = #"{"type":"api_key","credentialsenvvar":"GOOGLE_API_KEY","name":"X-Key"}"#
        let url = "https://acme.googleapis.com/v1"
        let fields = try await source(document, url: url).authorization(replacing: nil)
        #expect(fields == [HTTPField(name: "X-Key", value: "planted-api-key")])
        #expect(await failure(try source(document))?.kind == .unsupported)
    }

    @Test func `the document of Google's own provider changes nothing`() async throws {
        let document = try JSONValue(parsing: #"{"type":"bearer","credentialsenvvar":"KEY"}"#)
        let source = Credentials.resolve(
            authJSON: nil,
            document: { _ in document },
            environment: Self.environment,
            transport: TokenServices([:])
        )
        #expect(try await bearer(source) == "Bearer planted-google")
    }

    @Test(
        arguments: [
            (
                #"{"type":"bearer","credentialsenvvar":"KEY"}"#, "bearer",
                "KEY (named by the provider document of acme)", nil
            ),
            (
                #"{"type":"bearer","credentialsenvvar":"ACME_TOKEN"}"#, "bearer",
                "ACME_TOKEN (named by the provider document of acme)",
                "the provider document of acme names the variable ACME_TOKEN, which is not set"
            ),
            (#"{"type":"service_account"}"#, "bearer", "TUNEQL_ACCESS_TOKEN", nil),
            ("null", nil, nil, nil),
        ] as [(String, String?, String?, String?)]
    )
    func `what a document asks for is described`(
        document: String,
        type: String?,
        source: String?,
        problem: String?
    ) throws {
        let found = Credentials.describe(
            authJSON: nil,
            provider: "acme",
            document: try JSONValue(parsing: document),
            environment: Self.environment,
            transport: TokenServices([:])
        )
        #expect(found.type == type)
        #expect(found.source == source)
        #expect(found.problem == problem)
    }
}
