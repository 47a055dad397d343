import Glibc
import Synchronization
import Testing
import TransportSupport
import TuneQLTransport

/// What a recording keeps, and what is answered from it.
@Suite struct RecordingTests {
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = "\(folder.path)/a.recording"
    }

    private static func get(_ query: String = "") -> HTTPRequest {
        HTTPRequest(method: "GET", url: "https://host.example/v1/jobs\(query)")
    }

    private static func post(_ body: String) -> HTTPRequest {
        HTTPRequest(method: "POST", url: "https://host.example/v1/jobs", body: Array(body.utf8))
    }

    /// Sends requests; each answer is its status and body, or the kind of the error.
    private func answers(_ transport: any Transport, _ requests: [HTTPRequest]) async -> [String] {
        var answers: [String] = []
        for request in requests {
            do throws(TransportError) {
                let response = try await transport.response(to: request)
                answers.append(
                    "\(response.status) \(String(decoding: response.body, as: UTF8.self))"
                )
            } catch {
                answers.append(error.kind.rawValue)
            }
        }
        return answers
    }

    private func record(
        _ outcomes: [ScriptedTransport.Outcome],
        _ requests: [HTTPRequest]
    ) async throws -> [String] {
        let transport = try RecordingTransport(ScriptedTransport(outcomes), file: file)
        return await answers(transport, requests)
    }

    private var text: String { get throws { String(decoding: try bytes(of: file), as: UTF8.self) } }

    @Test func `requests get the answers that were recorded, whatever they were`() async throws {
        let body = #"{"a": [1, 2.50, "\u00e4"]}"#
        let requests = [
            Self.get(), Self.get("?pageToken=x"), Self.post(#"{"a":1}"#), Self.post(#"{"a":2}"#),
            Self.get("?a"), Self.get("?b"), Self.get("?c"),
        ]
        let recorded = try await record(
            [
                .json(#"{"a":1}"#), .json(body), .json("{}", status: 404),
                .json(#"{"error":"x"}"#, status: 429), .failure(.timedOut), .json("no JSON"),
                .success(HTTPResponse(status: 200, body: [])),
            ],
            requests
        )
        #expect(recorded[1] == "200 \(body)")
        #expect(recorded[4] == "timedOut")
        let replay = try ReplayTransport(file: file)
        #expect(await answers(replay, requests.reversed()) == recorded.reversed())
        #expect(replay.unusedCount == 0)
    }

    @Test(
        arguments: [
            (#"{"a":"\u003cb\u003e \u0026 c"}"#, #""json":{"a":"<b> & c"},"escapes":"<>&""#),
            (#"{"a":"it\u0027s"}"#, #""json":{"a":"it's"},"escapes":"'""#),
            (#"{"a":"\u003c<"}"#, #""text":"{\"a\":\"\\u003c<\"}""#),
            (#"{"a":"\\u003c"}"#, #""json":{"a":"\\u003c"}}"#),
            (#"{"a":"\u00e4"}"#, #""text":"#), ("{ }", #""text":"{ }""#),
            ("[1e2]", #""json":[1e2]"#),
            (#"{"a":1,"a":2}"#, #""json":{"a":1,"a":2}"#),
            (
                String(repeating: "[", count: 511) + String(repeating: "]", count: 511),
                #""text":"[["#
            ),
        ] as [(String, String)]
    )
    func `a body is kept readably when it comes back as it was`(
        _ body: String,
        _ kept: String
    ) async throws {
        _ = try await record([.json(body)], [Self.get()])
        #expect(try text.contains(kept))
        #expect(await answers(try ReplayTransport(file: file), [Self.get()]) == ["200 \(body)"])
    }

    @Test func `bytes that are no text come back as they were`() async throws {
        let odd = (0...255).map { UInt8($0) }
        for length in 250...256 {
            let bytes = Array(odd.suffix(length))
            _ = try await record([.success(HTTPResponse(status: 200, body: bytes))], [Self.get()])
            let response = try await ReplayTransport(file: file).response(to: Self.get())
            #expect(response.body == bytes)
        }
    }

    @Test func `headers that decide something are kept`() async throws {
        let wait = HTTPField(name: "Retry-After", value: "3")
        _ = try await record([.json("{}", status: 429, headers: [wait])], [Self.get()])
        let response = try await ReplayTransport(file: file).response(to: Self.get())
        #expect(response.headers["retry-after"] == "3")
        #expect(response.headers["content-type"] == "application/json")
    }

    @Test func `a request that was made several times gets its answers in order`() async throws {
        let polls = [Self.get(), Self.get(), Self.get()]
        _ = try await record([.json("1"), .json("2", status: 503), .json("3")], polls)
        let replay = try ReplayTransport(file: file)
        #expect(await answers(replay, polls) == ["200 1", "503 2", "200 3"])
        let error = await #expect(throws: TransportError.self) {
            try await replay.response(to: Self.get())
        }
        #expect(error?.kind == .notRecorded)
        #expect(
            error?.message
                == "\(file): GET https://host.example/v1/jobs was recorded 3 times, and is made once more"
        )
    }

    @Test(
        arguments: [
            (
                get("?pageSize=100&filter=b"),
                "GET https://host.example/v1/jobs?pageSize=100&filter=a, whose filter differs"
            ),
            (
                get("?pageSize=10&filter=b"),
                "GET https://host.example/v1/jobs?pageSize=100&filter=a, whose filter, pageSize differ"
            ),
            (post("{}"), "POST https://host.example/v1/jobs, whose body differs"),
            (
                HTTPRequest(method: "GET", url: "https://host.example/v1/jobs/2"),
                "GET https://host.example/v1/jobs/1"
            ),
        ] as [(HTTPRequest, String)]
    )
    func `what was not recorded is told with the nearest that was`(
        _ request: HTTPRequest,
        _ nearest: String
    ) async throws {
        let recorded = [
            Self.get("?pageSize=100&filter=a"), Self.post(#"{"a":1}"#),
            HTTPRequest(method: "GET", url: "https://host.example/v1/jobs/1"),
        ]
        _ = try await record([.json("1"), .json("2"), .json("3")], recorded)
        let replay = try ReplayTransport(file: file)
        let error = await #expect(throws: TransportError.self) {
            try await replay.response(to: request)
        }
        #expect(error?.kind == .notRecorded)
        #expect(
            error?.message.hasSuffix(" is not in the recording; the nearest is \(nearest)") == true
        )
    }

    @Test func `secrets are not recorded, and do not hinder the replay`() async throws {
        let planted = "planted-secret-7"
        Redactor.shared.register(planted)
        var request = Self.get("?key=planted-key-1&pageToken=ya29.first&note=\(planted)")
        request.headers = [
            HTTPField(name: "Authorization", value: "Bearer planted-token-1"),
            HTTPField(name: "X-Other", value: "planted-other"),
        ]
        let more = Self.get("?pageToken=ya29.second")
        let body =
            #"{"access_token":"planted-access","echo":"\#(planted)","nextPageToken":"ya29.second"}"#
        let cookie = HTTPField(name: "Set-Cookie", value: "planted-cookie")
        _ = try await record([.json(body, headers: [cookie]), .json("2")], [request, more])
        let text = try text
        #expect(!text.contains("planted") && !text.contains("ya29.first"))
        #expect(text.contains("key=REDACTED&pageToken=ya29.REDACTED-1&note=REDACTED-2"))
        #expect(
            text.contains(
                #""json":{"access_token":"REDACTED-3","echo":"REDACTED-2","nextPageToken":"ya29.REDACTED-4"}"#
            )
        )

        let replay = try ReplayTransport(file: file)
        let again = Self.get("?pageToken=ya29.first&note=\(planted)")
        #expect(await answers(replay, [again])[0].contains(#""echo":"REDACTED-2""#))
        #expect(await answers(replay, [Self.get("?pageToken=ya29.REDACTED-4")]) == ["200 2"])
    }

    @Test func `each exchange is in the file as it ends, and only its owner may read it`()
        async throws
    {
        try folder.write("a.recording", "something old\n", mode: 0o644)
        let script = ScriptedTransport([.json("1"), .json("2")])
        let transport = try RecordingTransport(script, file: file)
        #expect(try text == "{\"tuneqlRecording\":2}\n")
        _ = await answers(transport, [Self.get()])
        #expect(try text.split(separator: "\n").count == 2)
        _ = await answers(transport, [Self.get()])
        #expect(try text.split(separator: "\n").count == 3)
        var status = stat()
        stat(file, &status)
        #expect(status.st_mode & 0o777 == 0o600)
    }

    @Test func `a line that was being written when the program ended does not count`() async throws
    {
        _ = try await record([.json("1"), .json("2")], [Self.get(), Self.get()])
        try folder.write("b.recording", String(try text.dropLast(9)))
        let replay = try ReplayTransport(file: "\(folder.path)/b.recording")
        #expect(await answers(replay, [Self.get(), Self.get()]) == ["200 1", "notRecorded"])
    }

    @Test func `an exchange that is cancelled is recorded right then`() async throws {
        let endless = EndlessTransport()
        let transport = try RecordingTransport(endless, file: file)
        let task = Task { () async -> TransportError.Kind? in
            do throws(TransportError) {
                _ = try await transport.response(to: Self.get("?a=1"))
                return nil
            } catch {
                return error.kind
            }
        }
        while !endless.isWaiting { await Task.yield() }
        task.cancel()
        let line = try text
        #expect(line.contains(#"?a=1"},"error":{"kind":"cancelled","message":"the statement"#))
        #expect(await task.value == .cancelled)
        #expect(try text == line)
        #expect(await answers(try ReplayTransport(file: file), [Self.get("?a=1")]) == ["cancelled"])
    }

    @Test func `a statement gets the answers that it got when it was recorded`() async throws {
        func get(_ statement: Int?) -> HTTPRequest {
            var request = Self.get()
            request.statement = statement
            return request
        }
        let outcomes: [ScriptedTransport.Outcome] = [
            .json("1"), .failure(.cancelled), .json("2"), .json("3"),
        ]
        _ = try await record(outcomes, [get(1), get(1), get(2), get(2)])
        #expect(try text.contains(#""statement":2,"response""#))
        let replay = try ReplayTransport(file: file)
        let seen = await answers(replay, [get(2), get(1), get(2), get(1), get(2)])
        #expect(seen == ["200 2", "200 1", "200 3", "cancelled", "notRecorded"])
        #expect(replay.unusedCount == 0)
        // A statement that the recording does not know takes nothing away from others.
        let other = try ReplayTransport(file: file)
        let mixed = await answers(other, [get(3), get(1), get(nil), get(3)])
        #expect(mixed == ["200 1", "200 1", "200 1", "cancelled"])
    }

    @Test func `an older recording does not tell statements apart`() async throws {
        let exchange = { (answer: Int) in
            #"{"request":{"method":"GET","url":"https://host.example/v1/jobs"},"response":{"status":200,"json":\#(answer)}}"#
        }
        let lines = [#"{"tuneqlRecording":1}"#, exchange(1), exchange(2), ""]
        try folder.write("a.recording", lines.joined(separator: "\n"))
        let replay = try ReplayTransport(file: file)
        let requests = [1, 2].map { statement in
            var request = Self.get()
            request.statement = statement
            return request
        }
        #expect(await answers(replay, requests) == ["200 1", "200 2"])
    }

    @Test(
        arguments: [
            #"{"a":"TOKEN\/bG9uZw\u003d\u003d"}"#, #"{"TOKEN/bG9uZw\u003d\u003d":1}"#,
            #"{"jobs":[{"name":"TOKEN\/bG9uZw=\u003d","x":"\u003d="}]}"#,
            #"{ "a": "TOKEN/bG9uZw\u003d\u003d" }"#, #"{ "a": "TOKEN%2fbG9uZw%3d%3d" }"#,
            #"{"a":"{\"b\":\"TOKEN\\/bG9uZw\\u003d\\u003d\"}"}"#,
        ]
    )
    func `a token that the service escapes is not recorded`(_ body: String) async throws {
        Redactor.shared.register("PLANTEDrec/bG9uZw==")
        let body = body.split(separator: "TOKEN", omittingEmptySubsequences: false)
            .joined(separator: "PLANTEDrec")
        _ = try await record([.json(body)], [Self.get()])
        #expect(try !text.contains("PLANTED"))
        #expect(try !text.contains("bG9uZw"))
        #expect(try text.contains("REDACTED-1"))
        #expect(try !text.contains("REDACTED-2"))
        let replayed = await answers(try ReplayTransport(file: file), [Self.get()])
        #expect(replayed[0].contains("REDACTED-1"))
    }

    @Test func `a refused token is refused again`() async throws {
        _ = try await record([.json("no", status: 401)], [Self.get()])
        let replay = try ReplayTransport(file: file)
        #expect(await answers(replay, [Self.get(), Self.get()]) == ["401 no", "401 no"])
    }

    @Test(
        arguments: [
            ("", " is not a recording"), ("{}\n", " is not a recording"),
            ("root:x:0\n", " is not a recording"),
            ("{\"tuneqlRecording\":3}\n", " was recorded by a newer version of tuneql"),
            ("{\"tuneqlRecording\":1}\n{\"a\":1}\n", ":2: this is not an exchange"),
            ("{\"tuneqlRecording\":1}\n\n", nil), ("{\"tuneqlRecording\":2}\n", nil),
        ] as [(String, String?)]
    )
    func `a file that is no recording is refused`(_ text: String, _ problem: String?) throws {
        let path = try folder.write("c.recording", text)
        guard let problem else {
            #expect(try ReplayTransport(file: path).unusedCount == 0)
            return
        }
        let error = #expect(throws: RecordingError.self) { try ReplayTransport(file: path) }
        #expect(error?.description == path + problem)
    }

    @Test func `a file that cannot be there is told`() throws {
        #expect(throws: RecordingError.self) { try ReplayTransport(file: "/nonexistent/a") }
        #expect(throws: RecordingError.self) {
            try RecordingTransport(ScriptedTransport([]), file: "/nonexistent/a")
        }
    }

    @Test func `a full disk is told`() {
        let error = #expect(throws: RecordingError.self) {
            try RecordingTransport(ScriptedTransport([]), file: "/dev/full")
        }
        #expect(error?.description.hasSuffix("ends here: No space left on device") == true)
    }

    @Test func `requests for tokens pass by the recording`() throws {
        let script = ScriptedTransport([])
        let transport = HTTPLogTransport(try RecordingTransport(script, file: file)) { _ in }
        #expect(transport.credentialTransport as? ScriptedTransport === script)
        #expect(!transport.isReplay)
        #expect(HTTPLogTransport(try ReplayTransport(file: file)) { _ in }.isReplay)
    }
}

/// Answers when its task is cancelled.
private final class EndlessTransport: Transport {
    private let isHere = Mutex(false)
    var isWaiting: Bool { isHere.withLock { $0 } }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let (never, keepOpen) = AsyncStream<Void>.makeStream()
        isHere.withLock { $0 = true }
        for await _ in never {}
        keepOpen.finish()
        throw TransportError(.cancelled, "it was cancelled")
    }
}

/// The bytes of any file.
func bytes(of path: String) throws -> [UInt8] {
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        output += buffer[..<count]
    }
    return output
}
