import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

@Suite struct FederationTests {
    private static let token = #"{"access_token":"federated-1","expires_in":3600}"#
    private static let service = "https://sts.googleapis.com/v1/token"
    private static let impersonation =
        "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.example:generateAccessToken"

    private func file(
        _ source: String,
        more: String = "",
        audience: String = "//iam.googleapis.com/pool"
    ) -> String {
        """
        {"type":"external_account","audience":"\(audience)","subject_token_type":"jwt",
         "token_url":"\(Self.service)","credential_source":\(source)\(more)}
        """
    }

    @Test func `the token of a file is exchanged`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("subject", "planted-subject\n")
        let transport = TokenServices([Self.service: Self.token])
        let source = credentials(file(#"{"file":"\#(path)"}"#), [:], transport)
        #expect(try await bearer(source) == "Bearer federated-1")
        #expect(
            transport.requests.map(\.form) == [
                [
                    "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
                    "audience": "//iam.googleapis.com/pool",
                    "scope": "https://www.googleapis.com/auth/cloud-platform",
                    "requested_token_type": "urn:ietf:params:oauth:token-type:access_token",
                    "subject_token": "planted-subject", "subject_token_type": "jwt",
                ]
            ]
        )
    }

    @Test func `a pool's token gets that of an account`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("subject", "planted-subject")
        let transport = TokenServices([
            Self.service: Self.token,
            Self.impersonation:
                #"{"accessToken":"account-1","expireTime":"2023-11-14T23:13:20.5Z"}"#,
        ])
        let more = #","service_account_impersonation_url":"\#(Self.impersonation)""#
        let source = credentials(
            file(#"{"file":"\#(path)"}"#, more: more),
            ["GOOGLE_CLOUD_QUOTA_PROJECT": "billed"],
            transport
        )
        let fields = try await source.authorization(replacing: nil)
        #expect(fields["Authorization"] == "Bearer account-1")
        #expect(fields["x-goog-user-project"] == "billed")
        let request = try #require(transport.requests.last)
        #expect(request.headers["Authorization"] == "Bearer federated-1")
        #expect(
            request.json == [
                "delegates": [], "scope": ["https://www.googleapis.com/auth/cloud-platform"],
                "lifetime": "3600s",
            ]
        )
        #expect(source.identity?.account == "a@b.example")
    }

    @Test(
        arguments: [
            (#"{"file":"/nonexistent/subject"}"#, "the subject token's file /nonexistent/subject"),
            (
                #"{"certificate":{}}"#,
                "GOOGLE_CREDENTIALS takes its token from a client certificate"
            ),
            (
                "{}",
                "GOOGLE_CREDENTIALS is not a usable credential: its credential_source has no file"
            ),
            (
                #"{"file":"x","format":{"type":"xml"}}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: its format is xml"
            ),
            (
                #"{"file":"x","format":{"type":"json"}}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: its format lacks"
            ),
            (
                #"{"executable":{"command":"/bin/true"}}"#,
                "GOOGLE_CREDENTIALS is configured to run /bin/true, which is not allowed"
            ),
            (
                #"{"executable":{"command":"x 'y"}}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: a quote in the command"
            ),
            (
                #"{"executable":{"command":"x","timeout_millis":1}}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: the timeout_millis of its "
                    + "executable"
            ),
            (
                #"{"environment_id":"aws2"}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: its environment_id is not aws1"
            ),
            (
                #"{"environment_id":"aws1","regional_cred_verification_url":"https://evil.example"}"#,
                "GOOGLE_CREDENTIALS is not a usable credential: its regional_cred_verification_url"
            ),
            (
                #"{"environment_id":"aws1","region_url":"https://evil.example/x","#
                    + #""regional_cred_verification_url":"#
                    + #""https://sts.{region}.amazonaws.com?Action=GetCallerIdentity"}"#,
                "GOOGLE_CREDENTIALS names evil.example as its credential_source.region_url"
            ),
        ] as [(String, String)]
    )
    func `a source that can't be used is explained`(source: String, message: String) async {
        let error = await failure(credentials(file(source)))
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
    }

    @Test func `a project is for workforce pools only`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("subject", "planted-subject")
        let more = #","workforce_pool_user_project":"p""#
        let refused = credentials(file(#"{"file":"\#(path)"}"#, more: more))
        #expect(await failure(refused)?.message.contains("for workforce pools") == true)
        let transport = TokenServices([Self.service: Self.token])
        let pool = "//iam.googleapis.com/locations/global/workforcePools/p/providers/q"
        let allowed = file(#"{"file":"\#(path)"}"#, more: more, audience: pool)
        _ = try await bearer(credentials(allowed, [:], transport))
        #expect(decoded(transport.requests[0].form["options"] ?? "") == #"{"userProject":"p"}"#)
    }

    // MARK: Programs

    private static let allowed = ["GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES": "1"]

    @Test(
        arguments: [
            ("echo '{}'", "it printed no response in version 1"),
            (
                #"echo '{"version":1,"success":false,"code":"4","message":"no login"}'; exit 1"#,
                "it exited with status 1: 4: no login"
            ),
            (
                #"echo '{"version":1,"success":true,"id_token":"x","#
                    + #""token_type":"urn:ietf:params:oauth:token-type:jwt"}'; exit 1"#,
                "it exited with status 1"
            ),
            ("exit 3", "it exited with status 3"),
            (#"echo '{"version":1,"success":true,"token_type":"x"}'"#, "no token of a known type"),
            (
                #"echo '{"version":1,"success":true,"expiration_time":1}'"#, "its token has expired"
            ),
        ] as [(String, String)]
    )
    func `what a program says instead of a token is passed on`(
        script: String,
        message: String
    ) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("program", "#!/bin/sh\n\(script)\n", mode: 0o700)
        let source = file(#"{"executable":{"command":"\#(path)"}}"#)
        let error = await failure(credentials(source, Self.allowed))
        #expect(error?.kind == .refused)
        #expect(error?.message.hasPrefix("no token for GOOGLE_CREDENTIALS: \(path)") == true)
        #expect(error?.message.contains("failed: ") == true)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "none")")
    }

    @Test func `a program that hangs is stopped when nobody waits any more`() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(
            "program",
            "#!/bin/sh\necho $$ > '\(folder.path)/started'\nexec sleep 1000\n",
            mode: 0o700
        )
        let source = credentials(file(#"{"executable":{"command":"\#(path)"}}"#), Self.allowed)
        let task = Task { await failure(source) }
        task.cancel()
        #expect(await task.value?.kind == .cancelled)
    }

    // MARK: AWS

    @Test func `a request is signed as AWS's example is`() throws {
        let key = AWSSignature.Key(
            id: "AKIDEXAMPLE",
            secret: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
        )
        let signature = AWSSignature(key: key, region: "us-east-1", service: "host")
        let authorization = signature.authorization(
            "GET",
            path: "/",
            query: [],
            headers: [
                HTTPField(name: "host", value: "host.foo.com"),
                HTTPField(name: "date", value: "Mon, 09 Sep 2011 23:36:00 GMT"),
            ],
            time: "20110909T233600Z"
        )
        #expect(
            authorization
                == "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20110909/us-east-1/host/aws4_request, "
                + "SignedHeaders=date;host, "
                + "Signature=b27ccfbfa7df52a200ff74193ca6e32d4b48b8856fab7ebf1c595d0670a7e470"
        )
    }

    @Test func `a machine of AWS is asked in a session`() async throws {
        let place = "http://169.254.169.254/latest"
        let transport = TokenServices([
            "\(place)/api/token": "session-1", "\(place)/zone": "eu-west-1c",
            "\(place)/keys": "role",
            "\(place)/keys/role": #"{"AccessKeyId":"id-1","SecretAccessKey":"planted-secret"}"#,
            Self.service: Self.token,
        ])
        let source = """
            {"environment_id":"aws1","region_url":"\(place)/zone","url":"\(place)/keys",
             "imdsv2_session_token_url":"\(place)/api/token","regional_cred_verification_url":
             "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}
            """
        #expect(try await bearer(credentials(file(source), [:], transport)) == "Bearer federated-1")
        #expect(transport.requests.map(\.method) == ["PUT", "GET", "GET", "GET", "POST"])
        #expect(transport.requests[1].headers["X-aws-ec2-metadata-token"] == "session-1")
        let question = try JSONValue(
            parsing: decoded(transport.requests[4].form["subject_token"] ?? "")
        )
        #expect(
            question["url"]?.string
                == "https://sts.eu-west-1.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"
        )
        let fields = question["headers"]?.array?.map { $0["key"]?.string }
        #expect(
            fields == ["host", "x-amz-date", "x-goog-cloud-target-resource", "Authorization"]
        )
        #expect(question["headers"]?.array?[1]["value"]?.string == "20231114T221320Z")
    }

    @Test func `variables of AWS need no machine`() async throws {
        let transport = TokenServices([Self.service: Self.token])
        let source = """
            {"environment_id":"aws1","imdsv2_session_token_url":"http://169.254.169.254/x",
             "regional_cred_verification_url":
             "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}
            """
        let variables = [
            "AWS_DEFAULT_REGION": "us-east-2", "AWS_ACCESS_KEY_ID": "id-1",
            "AWS_SECRET_ACCESS_KEY": "planted-secret", "AWS_SESSION_TOKEN": "planted-session",
        ]
        _ = try await bearer(credentials(file(source), variables, transport))
        #expect(transport.urls == [Self.service])
        let error = await failure(credentials(file(source), ["AWS_REGION": "../evil"]))
        #expect(error?.kind == .unreachable)
    }
}
