import TestSupport
import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

@Suite struct CredentialsTests {
    private let clock = ManualClock()
    private let now: Int64 = 1_700_000_000
    private let userFile = """
        {"type": "authorized_user", "client_id": "client", "client_secret": "planted-secret",
         "refresh_token": "planted-refresh", "quota_project_id": "billed"}
        """

    private func source(
        auth: String? = nil,
        _ environment: [String: String] = [:],
        _ transport: ScriptedTransport = ScriptedTransport([]),
        tokenURL: String? = nil
    ) -> any CredentialSource {
        let now = now
        return Credentials.resolve(
            authJSON: auth,
            environment: ["NO_GCE_CHECK": "true"].merging(environment) { $1 },
            transport: transport,
            clock: clock,
            now: { now },
            tokenURL: tokenURL
        )
    }

    private func error(_ source: any CredentialSource) async -> CredentialError? {
        do {
            _ = try await source.authorization(replacing: nil)
            return nil
        } catch {
            return error
        }
    }

    private func token(_ source: any CredentialSource) async throws -> String? {
        try await source.authorization(replacing: nil)["Authorization"]
    }

    // MARK: Service accounts

    @Test func `a service account signs its own token`() async throws {
        let transport = ScriptedTransport([])
        let source = source(
            ["GOOGLE_CREDENTIALS": try resourceText("service-account.json")],
            transport
        )
        let expected = try resourceText("self-signed.jwt").dropLast()
        #expect(try await token(source) == "Bearer \(expected)")
        #expect(transport.requests.isEmpty)
    }

    @Test func `a key with an address of its own exchanges an assertion there`() async throws {
        let key = try resourceText("service-account.json")
            .split(separator: "https://oauth2.googleapis.com/token")
            .joined(separator: "http://127.0.0.1:1/token")
        let transport = ScriptedTransport([.json(#"{"access_token":"t-1","expires_in":"3599"}"#)])
        #expect(try await token(source(["GOOGLE_CREDENTIALS": key], transport)) == "Bearer t-1")
        let request = try #require(transport.requests.first)
        #expect(request.url == "http://127.0.0.1:1/token")
        #expect(request.headers["Content-Type"] == "application/x-www-form-urlencoded")
        let form = String(decoding: request.body ?? [], as: UTF8.self)
        #expect(
            form.hasPrefix(
                "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=ey"
            )
        )
    }

    @Test func `acting for a user needs an exchange`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("key.json", try resourceText("service-account.json"))
        let transport = ScriptedTransport([.json(#"{"access_token":"t-1","expires_in":3599}"#)])
        let auth = #"{"google":{"credentialsfilepath":"\#(path)","sub":"user@example.com"}}"#
        #expect(try await token(source(auth: auth, [:], transport)) == "Bearer t-1")
        #expect(transport.requests.first?.url == "https://oauth2.googleapis.com/token")
    }

    @Test(
        arguments: [
            (
                "{",
                "GOOGLE_CREDENTIALS is not JSON: the text ends in the middle of a value, at byte 1"
            ),
            ("[]", "GOOGLE_CREDENTIALS is not a usable credential: it is not a JSON object"),
            ("{}", "GOOGLE_CREDENTIALS is not a usable credential: it lacks type"),
            (
                #"{"installed":{}}"#,
                "GOOGLE_CREDENTIALS describes an OAuth client, not a login or an account"
            ),
            (
                #"{"type":"service_account"}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: it lacks client_email"
            ),
            (
                #"{"type":"service_account","client_email":"a@b","private_key":"planted-key"}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: its private_key is not an RSA "
                    + "key in PEM"
            ),
            (
                #"{"type":"external_account"}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: it lacks audience"
            ),
            (
                #"{"type":"gdch_service_account"}"#,
                "GOOGLE_CREDENTIALS is of type gdch_service_account, which belongs to Google "
                    + "Distributed Cloud and is not supported"
            ),
            (
                #"{"type":"authorized_user","universe_domain":"cloud.example"}"#,
                "GOOGLE_CREDENTIALS belongs to the cloud cloud.example, but calls go to "
                    + "googleapis.com"
            ),
            (
                #"{"type":"authorized_user","client_id":"c","client_secret":"planted"}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: it lacks refresh_token"
            ),
        ] as [(String, String)]
    )
    func `a key that can't be used is named`(text: String, message: String) async {
        #expect(await error(source(["GOOGLE_CREDENTIALS": text]))?.message == message)
    }

    // MARK: Logins of users

    @Test func `a login is refreshed, and its project billed`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("user.json", userFile)
        let transport = ScriptedTransport([.json(#"{"access_token":"t-1","expires_in":3599}"#)])
        let source = source(["GOOGLE_APPLICATION_CREDENTIALS": path], transport)
        let fields = try await source.authorization(replacing: nil)
        #expect(
            fields == [
                HTTPField(name: "Authorization", value: "Bearer t-1"),
                HTTPField(name: "x-goog-user-project", value: "billed"),
            ]
        )
        let request = try #require(transport.requests.first)
        #expect(request.url == "https://oauth2.googleapis.com/token")
        #expect(
            String(decoding: request.body ?? [], as: UTF8.self)
                == "grant_type=refresh_token&client_id=client&client_secret=planted-secret"
                + "&refresh_token=planted-refresh"
        )
    }

    @Test func `a variable names the project that is billed`() async throws {
        let transport = ScriptedTransport([.json(#"{"access_token":"t-1"}"#)])
        let environment = [
            "GOOGLE_CREDENTIALS": userFile, "GOOGLE_CLOUD_QUOTA_PROJECT": "other",
        ]
        let fields = try await source(environment, transport).authorization(replacing: nil)
        #expect(fields["X-Goog-User-Project"] == "other")
    }

    @Test(
        arguments: [
            ("token-400-invalid-grant.json", 400, true),
            ("token-400-rapt-required.json", 400, true),
            ("token-401-invalid-client.json", 401, true),
            ("token-400-invalid-jwt-signature.json", 400, true),
        ] as [(String, Int, Bool)]
    )
    func `a refused login says what to do`(file: String, status: Int, hasHelp: Bool) async throws {
        let transport = ScriptedTransport([try .recorded(file, status)])
        let error = await error(source(["GOOGLE_CREDENTIALS": userFile], transport))
        #expect(error?.kind == .refused)
        #expect(
            error?.message.hasPrefix(
                "no token for GOOGLE_CREDENTIALS: https://oauth2.googleapis.com/token responded "
                    + "with "
            )
                == true
        )
        #expect((error?.help != nil) == hasHelp)
        #expect(transport.requests.count == 1)
    }

    @Test func `trouble of the token's address is waited out, three times`() async throws {
        let trouble = try ScriptedTransport.Outcome.recorded("token-503.json", 503)
        let transport = ScriptedTransport([trouble, .failure(.timedOut), trouble, trouble])
        let error = await error(source(["GOOGLE_CREDENTIALS": userFile], transport))
        #expect(error?.kind == .refused)
        #expect(transport.requests.count == 3)
        #expect(clock.sleeps == [.seconds(1), .seconds(2)])
    }

    @Test func `a token's address without TLS gets nothing`() async {
        let transport = ScriptedTransport([])
        let source = source(
            ["GOOGLE_CREDENTIALS": userFile],
            transport,
            tokenURL: "http://host.example/token"
        )
        #expect(await error(source)?.kind == .unreadable)
        #expect(transport.requests.isEmpty)
    }

    // MARK: The order

    @Test(arguments: [
        "TUNEQL_ACCESS_TOKEN", "GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN",
    ])
    func `a variable may hold a token`(name: String) async throws {
        #expect(try await token(source([name: " t-1\n"])) == "Bearer t-1")
    }

    @Test(arguments: ["planted token", "\n", "planted\u{0}", "plantéd"])
    func `what is no token is refused without being shown`(text: String) async {
        let error = await error(source(["TUNEQL_ACCESS_TOKEN": text]))
        #expect(
            error?.message == "the access token in TUNEQL_ACCESS_TOKEN is empty or contains blanks"
        )
    }

    @Test func `each place is looked at in its turn`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("application_default_credentials.json", #"{"type":"well_known"}"#)
        let file = try folder.write("file.json", #"{"type":"from_file"}"#)
        try folder.write("gcloud", "#!/bin/sh\necho from-gcloud\n", mode: 0o700)
        var environment = [
            "GOOGLE_CREDENTIALS": #"{"type":"from_variable"}"#,
            "GOOGLE_APPLICATION_CREDENTIALS": file, "TUNEQL_ACCESS_TOKEN": "t",
            "CLOUDSDK_CONFIG": folder.path, "PATH": folder.path,
        ]
        let auth = #"{"google":{"type":"from_flag"}}"#
        #expect(await error(source(auth: auth, environment))?.message.contains("from_flag") == true)
        #expect(await error(source(environment))?.message.contains("from_variable") == true)
        environment["GOOGLE_CREDENTIALS"] = ""
        #expect(await error(source(environment))?.message.contains("from_file") == true)
        environment["GOOGLE_APPLICATION_CREDENTIALS"] = nil
        #expect(try await token(source(environment)) == "Bearer t")
        environment["TUNEQL_ACCESS_TOKEN"] = nil
        #expect(await error(source(environment))?.message.contains("well_known") == true)
        environment["CLOUDSDK_CONFIG"] = nil
        environment["HOME"] = "/nonexistent"
        #expect(try await token(source(environment)) == "Bearer from-gcloud")
    }

    @Test func `a named file that can't be read ends the search`() async {
        let environment = [
            "GOOGLE_APPLICATION_CREDENTIALS": "/nonexistent/key.json", "TUNEQL_ACCESS_TOKEN": "t",
        ]
        let error = await error(source(environment))
        #expect(
            error?.message
                == "the file /nonexistent/key.json (from GOOGLE_APPLICATION_CREDENTIALS) can't be "
                + "read: No such file or directory"
        )
        #expect(error?.help?.hasPrefix("check the path") == true)
    }

    @Test func `without credentials the error lists the places`() async {
        let error = await error(source(["HOME": "/home/someone"]))
        #expect(error?.kind == .missing)
        #expect(
            error?.message
                == "no credentials for google; looked for --auth, GOOGLE_CREDENTIALS, "
                + "GOOGLE_APPLICATION_CREDENTIALS, TUNEQL_ACCESS_TOKEN, GOOGLE_OAUTH_ACCESS_TOKEN, "
                + "CLOUDSDK_AUTH_ACCESS_TOKEN, "
                + "/home/someone/.config/gcloud/application_default_credentials.json, gcloud on PATH "
                + "and no metadata server (NO_GCE_CHECK is set)"
        )
        #expect(
            error?.help
                == "run gcloud auth application-default login, or name a service account's key "
                + "file in GOOGLE_APPLICATION_CREDENTIALS"
        )
    }

    @Test func `nothing is read before the first request, and a failed search is made again`()
        async throws
    {
        let folder = try TemporaryFolder()
        let source = source(
            ["GOOGLE_APPLICATION_CREDENTIALS": "\(folder.path)/user.json"],
            ScriptedTransport([.json(#"{"access_token":"t-1"}"#)])
        )
        #expect(await error(source)?.kind == .unreadable)
        try folder.write("user.json", userFile)
        #expect(try await token(source) == "Bearer t-1")
    }

    // MARK: --auth

    @Test func `null_auth sends nothing`() async throws {
        let source = source(
            auth: #"{"google":{"type":"null_auth"}}"#,
            ["TUNEQL_ACCESS_TOKEN": "t"]
        )
        #expect(try await source.authorization(replacing: nil).isEmpty)
    }

    @Test func `a bearer token comes from a variable or a file`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("token", "from-file\n")
        let variable = #"{"google":{"type":"bearer","credentialsenvvar":"MY_TOKEN"}}"#
        let file = #"{"google":{"type":"bearer","credentialsfilepath":"\#(path)"}}"#
        #expect(try await token(source(auth: variable, ["MY_TOKEN": "t"])) == "Bearer t")
        #expect(try await token(source(auth: file)) == "Bearer from-file")
    }

    @Test func `a key comes from the variable that is named`() async throws {
        let auth = #"{"google":{"type":"service_account","credentialsenvvar":"MY_KEY"}}"#
        let key = try resourceText("service-account.json")
        #expect(
            try await token(source(auth: auth, ["MY_KEY": key]))?.hasPrefix("Bearer ey") == true
        )
    }

    @Test func `an entry of another provider does not count`() async throws {
        let auth = #"{"github":{"type":"null_auth"}}"#
        #expect(try await token(source(auth: auth, ["TUNEQL_ACCESS_TOKEN": "t"])) == "Bearer t")
    }

    @Test(
        arguments: [
            ("{", "--auth is not JSON: the text ends in the middle of a value, at byte 1"),
            ("[]", "--auth is not a JSON object"),
            (
                #"{"google":{"type":"aws_signing_v4"}}"#,
                "--auth asks for the type aws_signing_v4, which is not supported"
            ),
            (
                #"{"google":{"type":"api_key"}}"#,
                "--auth, of type api_key, names no value"
            ),
            (
                #"{"google":{"type":"interactive"}}"#,
                "--auth asks for the login of gcloud, which is not on PATH"
            ),
            (
                #"{"google":{"type":"bearer","credentialsenvvar":"ABSENT"}}"#,
                "--auth names the variable ABSENT, which is not set"
            ),
        ] as [(String, String)]
    )
    func `an --auth that can't be used is explained`(auth: String, message: String) async {
        #expect(await error(source(auth: auth))?.message == message)
    }

    // MARK: gcloud

    @Test func `gcloud prints the token, and sees the environment`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "gcloud",
            "#!/bin/sh\n[ \"$1 $2\" = 'auth print-access-token' ] && echo \"token-of-$NAME\"\n",
            mode: 0o700
        )
        let source = source(
            auth: #"{"google":{"type":"interactive"}}"#,
            ["PATH": "/nonexistent:\(folder.path)", "NAME": "x"]
        )
        #expect(try await token(source) == "Bearer token-of-x")
    }

    @Test func `what gcloud complains about is passed on`() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "gcloud",
            "#!/bin/sh\necho 'ERROR: no active account' >&2\nexit 1\n",
            mode: 0o700
        )
        let error = await error(source(["PATH": folder.path]))
        #expect(error?.kind == .refused)
        #expect(
            error?.message == "gcloud auth print-access-token failed: ERROR: no active account"
        )
        #expect(error?.help == "run gcloud auth login")
    }

    // MARK: Secrets

    @Test func `no secret is in any message`() async throws {
        let echo =
            #"{"error":"invalid_grant","error_description":"planted-refresh planted-secret"}"#
        let transport = ScriptedTransport([
            .json(echo, status: 400), .json("planted-refresh", status: 400),
            .json(#"{"access_token":"planted token"}"#),
        ])
        for _ in 0..<3 {
            let error = await error(source(["GOOGLE_CREDENTIALS": userFile], transport))
            let text = "\(error?.message ?? "none") \(error?.help ?? "")"
            #expect(!text.contains("planted"))
            #expect(error?.kind == .refused)
        }
    }
}
