import Testing
import TuneQLCredentials
import TuneQLJSON
import TuneQLTransport

@Suite struct ImpersonationTests {
    private static let url =
        "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a@b.example:generateAccessToken"
    private static let user = """
        {"type":"authorized_user","client_id":"c","client_secret":"planted-secret",
         "refresh_token":"planted-refresh"}
        """

    private func file(_ source: String, url: String = ImpersonationTests.url) -> String {
        """
        {"type":"impersonated_service_account","service_account_impersonation_url":"\(url)",
         "delegates":["d-1","d-2"],"source_credentials":\(source),"quota_project_id":"billed"}
        """
    }

    @Test func `a refused caller is refreshed once`() async throws {
        let transport = TokenServices { request, count in
            let isCaller = request.url.hasSuffix("/token")
            let body =
                isCaller
                ? #"{"access_token":"caller-\#(count)"}"#
                : #"{"accessToken":"account-1","expireTime":"2023-11-14T23:13:20Z"}"#
            let isStale = request.headers["Authorization"] == "Bearer caller-1"
            return HTTPResponse(status: isStale ? 401 : 200, body: Array(body.utf8))
        }
        let source = credentials(file(Self.user), [:], transport)
        #expect(try await bearer(source) == "Bearer account-1")
        #expect(transport.requests.count == 4)
        #expect(transport.requests[3].headers["Authorization"] == "Bearer caller-3")
        #expect(transport.requests[3].json["delegates"] == ["d-1", "d-2"])
        #expect(source.identity?.quotaProject == "billed")
        #expect(source.identity?.remark == "the caller is authorized_user")
    }

    @Test func `a caller without the right is told which one it lacks`() async throws {
        let transport = TokenServices { request, _ in
            request.url.hasSuffix("/token")
                ? HTTPResponse(status: 200, body: Array(#"{"access_token":"caller-1"}"#.utf8))
                : HTTPResponse(
                    status: 403,
                    body: Array(
                        #"{"error":{"code":403,"message":"denied","status":"PERMISSION_DENIED"}}"#
                            .utf8
                    )
                )
        }
        let error = await failure(credentials(file(Self.user), [:], transport))
        #expect(error?.kind == .refused)
        #expect(
            error?.message
                == "no token for GOOGLE_CREDENTIALS: \(Self.url) responded with denied"
        )
        #expect(
            error?.help?.hasPrefix("the caller needs iam.serviceAccounts.getAccessToken on a@b")
                == true
        )
    }

    @Test(
        arguments: [
            ("{}", "the source_credentials of GOOGLE_CREDENTIALS is not a usable credential"),
            ("1", "the source_credentials of GOOGLE_CREDENTIALS is not a usable credential"),
        ] as [(String, String)]
    )
    func `a caller that can't be used is named`(source: String, message: String) async {
        let error = await failure(credentials(file(source)))
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "none")")
    }

    @Test(arguments: [
        "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/:generateAccessToken",
        "https://iamcredentials.googleapis.com/v1/serviceAccounts/a/b:generateAccessToken",
        "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/a:signBlob",
        "https://iamcredentials.googleapis.com/",
    ])
    func `a URL that gives no token is refused`(url: String) async {
        let error = await failure(credentials(file(Self.user, url: url)))
        #expect(error?.message.contains("does not end in") == true, "\(error?.message ?? "none")")
    }

    @Test func `accounts inside of accounts end some time`() async {
        let text = (0..<6).reduce(Self.user) { inner, _ in file(inner) }
        #expect(
            await failure(credentials(text))?.message.contains("nested more than 3 levels deep")
                == true
        )
    }
}
