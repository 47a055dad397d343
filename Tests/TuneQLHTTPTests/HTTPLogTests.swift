import Synchronization
import Testing
import TuneQLHTTP

/// What `--http.log.enabled` tells.
@Suite struct HTTPLogTests {
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
