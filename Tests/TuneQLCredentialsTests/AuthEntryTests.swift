import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLTransport

@Suite struct AuthEntryTests {
    private static let environment = [
        "KEY": "planted-key", "USER_NAME": "me", "PASSWORD": "planted-word", "PAIR": "me:planted",
    ]

    /// The request that an entry makes of `GET https://h.example/v1/jobs?a=b`.
    private func request(_ entry: String) async throws -> HTTPRequest {
        let source = credentials(auth: #"{"google":\#(entry)}"#, Self.environment)
        var request = HTTPRequest(method: "GET", url: "https://h.example/v1/jobs?a=b")
        source.authorize(&request, with: try await source.authorization(replacing: nil))
        return request
    }

    @Test(
        arguments: [
            (#"{"type":"api_key","credentialsenvvar":"KEY"}"#, "x-goog-api-key", "planted-key"),
            (
                #"{"type":"api_key","credentialsenvvar":"KEY","name":"X-Key","valuePrefix":"k "}"#,
                "X-Key", "k planted-key"
            ),
            (
                #"{"type":"bearer","credentialsenvvar":"KEY","valuePrefix":"Token "}"#,
                "Authorization", "Token planted-key"
            ),
            (
                #"{"type":"basic","username_var":"USER_NAME","password_var":"PASSWORD"}"#,
                "Authorization", "Basic bWU6cGxhbnRlZC13b3Jk"
            ),
            (
                #"{"type":"basic","credentialsenvvar":"PAIR"}"#, "Authorization",
                "Basic bWU6cGxhbnRlZA=="
            ),
            (
                #"{"type":"basic","username":"me","password":"planted"}"#, "Authorization",
                "Basic bWU6cGxhbnRlZA=="
            ),
            (
                #"{"type":"custom","credentialsenvvar":"KEY","name":"X-A"}"#, "X-A", "planted-key"
            ),
        ] as [(String, String, String)]
    )
    func `a value goes into a field`(entry: String, name: String, value: String) async throws {
        let request = try await request(entry)
        #expect(request.headers == [HTTPField(name: name, value: value)])
        #expect(request.url == "https://h.example/v1/jobs?a=b")
    }

    @Test func `a value goes into the query, where no message shows it`() async throws {
        let request = try await request(
            #"{"type":"custom","location":"query","name":"my key","credentialsenvvar":"KEY","#
                + #""successor":{"location":"header","name":"X-B","credentialsenvvar":"PAIR"}}"#
        )
        #expect(request.url == "https://h.example/v1/jobs?a=b&my%20key=planted-key")
        #expect(request.headers == [HTTPField(name: "X-B", value: "me:planted")])
        #expect(request.summary == "GET https://h.example/v1/jobs?a=b&my%20key=…")
    }

    private static let client = """
        {"type":"oauth2","token_url":"https://{{ .__env__PLACE }}/token","client_id":"me",
         "client_secret_env_var":"PASSWORD","scopes":["a","b"],"values":{"resource":["x","y"]}
        """

    private func client(
        _ more: String = "",
        _ transport: TokenServices
    ) -> any CredentialSource {
        let environment = Self.environment.merging(["PLACE": "login.example"]) { $1 }
        return credentials(
            auth: #"{"google":\#(Self.client)\#(more)}}"#,
            environment,
            transport
        )
    }

    @Test func `a client says who it is in the header`() async throws {
        let transport = TokenServices(["https://login.example/token": #"{"access_token":"t-1"}"#])
        #expect(try await bearer(client("", transport)) == "Bearer t-1")
        let request = transport.requests[0]
        #expect(request.headers["Authorization"] == "Basic bWU6cGxhbnRlZC13b3Jk")
        #expect(
            String(decoding: request.body ?? [], as: UTF8.self)
                == "grant_type=client_credentials&scope=a%20b&resource=x&resource=y"
        )
    }

    @Test func `a client says who it is in the form, when asked to or when nothing else helps`()
        async throws
    {
        for style in [1, 0] {
            let transport = TokenServices { request, _ in
                let isForm = request.form["client_secret"] == "planted-word"
                let body = isForm ? #"{"access_token":"t-1"}"# : #"{"error":"invalid_client"}"#
                return HTTPResponse(status: isForm ? 200 : 401, body: Array(body.utf8))
            }
            let source = client(#","auth_style":\#(style)"#, transport)
            #expect(try await bearer(source) == "Bearer t-1")
            #expect(transport.requests.count == 2 - style)
        }
        let transport = TokenServices { _, _ in
            HTTPResponse(status: 401, body: Array(#"{"error":"invalid_client"}"#.utf8))
        }
        let error = await failure(client(#","auth_style":2"#, transport))
        #expect(error?.help == "check the client's id and its secret")
        #expect(transport.requests.count == 1)
    }

    @Test(
        arguments: [
            (
                #"{"type":"oauth2","grant_type":"password"}"#,
                "--auth asks for the grant password, which is not supported"
            ),
            (#"{"type":"oauth2"}"#, "--auth lacks token_url, which oauth2 requires"),
            (
                #"{"type":"oauth2","token_url":"https://h.example/t"}"#, "--auth lacks client_id"
            ),
            (
                #"{"type":"oauth2","token_url":"http://h.example/t","client_id":"x"}"#,
                "the token_url of --auth: http://h.example is plain http on another machine"
            ),
            (
                #"{"type":"oauth2","token_url":"https://{{ .name }}/t"}"#,
                "the token_url of --auth contains {{.name}}"
            ),
            (#"{"type":"custom"}"#, "--auth, of type custom, names no value"),
            (
                #"{"type":"api_key","credentialsenvvar":"KEY","name":"a b"}"#,
                "the key in --auth can't be sent as a field"
            ),
            (
                #"{"type":"basic","credentialsenvvar":"ABSENT"}"#,
                "--auth names the variable ABSENT, which is not set"
            ),
            (#"{"type":"azure_default"}"#, "--auth asks for the type azure_default, which is not"),
        ] as [(String, String)]
    )
    func `an entry that can't be used is explained`(entry: String, message: String) async {
        let source = credentials(auth: #"{"google":\#(entry)}"#, Self.environment)
        let error = await failure(source)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
    }

    @Test func `scopes that are asked for need an exchange`() async throws {
        let transport = TokenServices([
            "https://oauth2.googleapis.com/token": #"{"access_token":"t-1"}"#
        ])
        let source = credentials(
            auth: #"{"google":{"credentialsenvvar":"FILE","scopes":["one","two"]}}"#,
            ["FILE": try resourceText("service-account.json")],
            transport
        )
        #expect(try await bearer(source) == "Bearer t-1")
        #expect(source.identity?.scopes == ["one", "two"])
    }

    @Test func `a user is not acted for in another cloud`() async throws {
        let key = try resourceText("service-account.json").dropLast(2)
        let source = credentials(
            auth: #"{"google":{"credentialsenvvar":"FILE","sub":"someone@example.com"}}"#,
            [
                "FILE": key + #","universe_domain":"cloud.example"}"#,
                "GOOGLE_CLOUD_UNIVERSE_DOMAIN": "cloud.example",
            ]
        )
        let error = await failure(source)
        #expect(error?.message.hasPrefix("sub asks FILE to act for a user") == true)
    }

    // MARK: Providers

    private func carried(
        _ service: String,
        _ url: String,
        auth: String? = nil
    ) async throws -> [HTTPField] {
        let source = credentials(auth: auth, ["TUNEQL_ACCESS_TOKEN": "t-1", "KEY": "planted-key"])
        let request = HTTPRequest(method: "GET", url: url)
        return try await source.source(for: service, request).authorization(replacing: nil)
    }

    @Test func `Google's credentials go to the hosts of Google's documents only`() async throws {
        let token = [HTTPField(name: "Authorization", value: "Bearer t-1")]
        #expect(try await carried("google.aiplatform", "https://any.example/v1") == token)
        #expect(try await carried("", "https://any.example/v1") == token)
        #expect(try await carried("other.jobs", "https://x.googleapis.com/v1") == token)
        #expect(try await carried("other.jobs", "https://any.example/v1").isEmpty)
        #expect(try await carried("other.jobs", "https://xgoogleapis.com/v1").isEmpty)
        #expect(try await carried("other.jobs", "https://googleapis.com.any.example/").isEmpty)
    }

    @Test func `each provider has its entry`() async throws {
        let auth = #"{"other":{"type":"api_key","credentialsenvvar":"KEY"}}"#
        let fields = try await carried("other.jobs", "https://any.example/v1", auth: auth)
        #expect(fields == [HTTPField(name: "Authorization", value: "planted-key")])
    }
}
