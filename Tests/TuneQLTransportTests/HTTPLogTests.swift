import Synchronization
import Testing
import TransportSupport
import TuneQLTransport

/// What `--http.log.enabled` tells.
@Suite struct HTTPLogTests {
    /// What is told of an answer.
    private static func told(_ answer: HTTPResponse) async throws -> String {
        let told = Mutex("")
        let transport = HTTPLogTransport(ScriptedTransport([.success(answer)])) { text in
            told.withLock { $0 = text }
        }
        _ = try await transport.response(to: getRequest)
        return told.withLock { $0 }
    }

    @Test(
        arguments: [
            "X-Api-Key", "X-Auth-Token", "X-Access-Token", "X-Client-Secret", "X-Vault-Token",
            "Api-Key", "X-Goog-Iap-Jwt-Assertion", "Authentication-Info", "Cookie", "set-cookie",
            "X-Amz-Security-Token", "Proxy-Authorization", "X-Password", "X-Session-Id",
            "X-CSRF-Token", "X-Credential",
        ]
    )
    func `a field whose name announces a secret is not told`(_ name: String) async throws {
        let field = HTTPField(name: name, value: "planted")
        let told = try await Self.told(HTTPResponse(status: 200, headers: [field], body: []))
        #expect(told == "< [1] 200\n< [1] \(name): …")
    }

    @Test(
        arguments: [
            ("Content-Type", "text/plain", "text/plain"), ("X-Request-Id", "1", "1"),
            (
                "WWW-Authenticate",
                #"Bearer realm="a, b", error="invalid_token", token="c, d", sig=e"#,
                #"Bearer realm="a, b", error="invalid_token", token=…, sig=…"#
            ),
            ("WWW-Authenticate", #"Custom token="c""#, "Custom token=…"),
            ("Proxy-Authenticate", #"B realm="x y" token="c" a"#, #"B realm="x y" token=… a"#),
            (
                "X-Url", "https://u:pw@h/?access_token=a&key=b&sig=c&code=d&page=e",
                "https://u:…@h/?access_token=…&key=…&sig=…&code=…&page=e"
            ),
        ] as [(String, String, String)]
    )
    func `of other fields the secrets are not told`(
        _ name: String,
        _ value: String,
        _ shown: String
    ) async throws {
        let field = HTTPField(name: name, value: value)
        let told = try await Self.told(HTTPResponse(status: 200, headers: [field], body: []))
        #expect(told == "< [1] 200\n< [1] \(name): \(shown)")
    }

    @Test func `a token is not told when the service escapes it`() async throws {
        Redactor.shared.register("PLANTEDlog/bG9uZw==")
        let body = Array(#"{"a":"PLANTEDlog\/bG9uZw\u003d\u003d","b":"\u003d"}"#.utf8)
        let told = try await Self.told(HTTPResponse(status: 200, body: body))
        #expect(told == #"< [1] 200\#n< [1] {"a":"…","b":"\u003d"}"#)
    }

    @Test func `headers and bodies are told without secrets and without what steers terminals`()
        async throws
    {
        let lines = Mutex<[String]>([])
        let answer = ScriptedTransport.Outcome.json(
            "{\"refresh_token\":\"abc\",\n\"a\":\"\u{1B}[31m\"}",
            headers: [HTTPField(name: "Set-Cookie", value: "session=1")]
        )
        let transport = HTTPLogTransport(ScriptedTransport([answer, .failure(.timedOut)])) { text in
            lines.withLock { $0.append(text) }
        }
        let request = HTTPRequest(
            method: "POST",
            url: "https://host.example/v1?key=abc",
            headers: [HTTPField(name: "Authorization", value: "Bearer abc")],
            body: Array(#"{"x":1}"#.utf8)
        )
        _ = try await transport.response(to: request)
        await #expect(throws: TransportError.self) { try await transport.response(to: getRequest) }
        #expect(
            lines.withLock { $0 } == [
                """
                > [1] POST https://host.example/v1?key=…
                > [1] Authorization: …
                > [1] {"x":1}
                """,
                """
                < [1] 200
                < [1] Set-Cookie: …
                < [1] Content-Type: application/json
                < [1] {"refresh_token":"…",
                < [1] "a":"\u{FFFD}[31m"}
                """,
                "> [2] GET https://host.example/v1/jobs", "< [2] it was timedOut",
            ]
        )
    }
}
