import Testing
import TransportSupport
import TuneQLCredentials
import TuneQLTransport

/// Files that point elsewhere: whatever they name, no secret leaves.
@Suite struct TokenHostTests {
    private static let answer = #"{"access_token":"t-1"}"#

    private func user(_ url: String) -> String {
        """
        {"type":"authorized_user","client_id":"c","client_secret":"planted-secret",
         "refresh_token":"planted-refresh","token_uri":"\(url)"}
        """
    }

    private func requests(
        _ file: String,
        _ environment: [String: String] = [:]
    ) async -> (urls: [String], error: CredentialError?) {
        let transport = TokenServices(["http": Self.answer])
        let error = await failure(credentials(file, environment, transport))
        return (transport.urls, error)
    }

    @Test(arguments: [
        "https://oauth2.googleapis.com/token", "https://accounts.google.com/o/oauth2/token",
        "https://www.googleapis.com/oauth2/v4/token", "https://oauth2.mtls.googleapis.com/token",
        "https://us-east1-oauth2.googleapis.com/token", "https://oauth2-x.p.googleapis.com/token",
        "http://127.0.0.1:1/token", "http://localhost:1/token",
    ])
    func `a login goes to Google and to this machine`(url: String) async {
        let (urls, error) = await requests(user(url))
        #expect(urls == [url])
        #expect(error == nil)
    }

    @Test(arguments: [
        "https://evil.example/token", "https://oauth2.googleapis.com.evil.example/token",
        "https://oauth2googleapis.com/token", "https://googleapis.com/token",
        "https://www.googleapis.com/upload/storage/v1/b/evil/o",
        "https://storage.googleapis.com/upload", "https://oauth2.googleapis.com@evil.example/",
        "https://evil.example#.oauth2.googleapis.com/",
        "https://evil.example\\\\.oauth2.googleapis.com/",
        "http://oauth2.googleapis.com/token", "http://169.254.169.254/token",
        "http://127.0.0.1.evil.example/", "ftp://oauth2.googleapis.com/", "/token",
        "https://oauth2.googleapis.com:99999/token",
    ])
    func `a login goes nowhere else`(url: String) async {
        let (urls, error) = await requests(user(url))
        #expect(urls == [])
        #expect(error?.kind == .unreadable)
        let text = "\(error?.message ?? "") \(error?.help ?? "")"
        #expect(!text.contains("planted"))
    }

    @Test(
        arguments: [
            ("evil.example", true), ("a.example, Evil.Example", true), ("*.example", true),
            ("vil.example", false), ("*.evil.example", false), ("*", false),
        ] as [(String, Bool)]
    )
    func `the user may allow hosts`(hosts: String, isAllowed: Bool) async {
        let (urls, error) = await requests(
            user("https://evil.example/token"),
            ["TUNEQL_ALLOW_TOKEN_HOSTS": hosts]
        )
        #expect(urls.isEmpty != isAllowed)
        guard !isAllowed else { return }
        #expect(
            error?.message
                == "GOOGLE_CREDENTIALS names evil.example as its token_uri: secrets are sent to "
                + "Google's oauth2 service only"
        )
        #expect(error?.help?.contains("set TUNEQL_ALLOW_TOKEN_HOSTS=evil.example") == true)
    }

    private func external(_ url: String) -> String {
        """
        {"type":"external_account","audience":"a","subject_token_type":"jwt",
         "token_url":"https://sts.googleapis.com/v1/token","credential_source":{"url":"\(url)"}}
        """
    }

    @Test(
        arguments: [
            ("http://169.254.169.254/metadata/identity", true),
            ("http://metadata.google.internal/x", true), ("http://[fd00:ec2::254]/x", true),
            ("http://127.0.0.1:1/x", true), ("https://ci.example/token?x", true),
            ("http://ci.example/token", false), ("https://internal.example/", false),
            ("http://10.0.0.1/", false), ("http://169.254.169.254.evil.example/", false),
            ("https://169.254.169.254@evil.example/", false), ("file:///etc/passwd", false),
        ] as [(String, Bool)]
    )
    func `a platform's token comes from this machine`(url: String, isAllowed: Bool) async {
        let github = ["ACTIONS_ID_TOKEN_REQUEST_URL": "https://ci.example/path?api-version=2"]
        let (urls, error) = await requests(external(url), github)
        #expect((urls.first == url) == isAllowed, "\(urls)")
        #expect((error == nil) == isAllowed, "\(error?.message ?? "")")
    }

    @Test func `a cloud of its own has hosts of its own`() async throws {
        let environment = ["GOOGLE_CLOUD_UNIVERSE_DOMAIN": "cloud.example"]
        let key = try resourceText("service-account.json").dropLast(2)
        let file = key + #","universe_domain":"cloud.example"}"#
        let (urls, error) = await requests(String(file), environment)
        #expect(urls.isEmpty)
        #expect(error == nil)
        let user =
            user("https://oauth2.cloud.example/token").dropLast()
            + #","universe_domain":"cloud.example"}"#
        #expect(await requests(String(user), environment).urls.count == 1)
    }
}
