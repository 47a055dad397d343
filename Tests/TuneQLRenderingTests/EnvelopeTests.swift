import Testing
import TuneQLJSON
import TuneQLRendering

struct EnvelopeTests {
    @Test func `rows stand in an object that tells their types and that they are all`() throws {
        #expect(
            try rendered(.envelope, RenderingOptions(), jobs, empty) == """
                {"columns":[{"name":"name","type":"text"},{"name":"steps","type":"integer"}],
                "rows":[{"name":"first","steps":642},
                {"name":"second","steps":null}],
                "complete":true,
                "scopes":[]}
                {"columns":[{"name":"name","type":"text"},{"name":"steps","type":"integer"}],
                "rows":[],
                "complete":true,
                "scopes":[]}

                """
        )
    }

    @Test func `a statement without rows tells what was done`() throws {
        let pieces = Pieces()
        var renderer = OutputFormat.envelope.renderer { pieces.append($0) }
        try renderer.begin(columns: [])
        renderer.record(ResultEnding(message: "using \"google\""))
        try renderer.finish()
        try renderer.flush()
        #expect(
            pieces.text == """
                {"columns":[],
                "rows":[],
                "complete":true,
                "scopes":[],
                "message":"using \\"google\\""}

                """
        )
    }

    @Test func `how a result ended is told behind its rows, once`() throws {
        let pieces = Pieces()
        var renderer = OutputFormat.envelope.renderer { pieces.append($0) }
        try renderer.begin(columns: [RenderedColumn("a")])
        renderer.record(
            ResultEnding(isComplete: false, scopes: [["status": "failed"]], error: ["code": "api"])
        )
        try renderer.finish()
        try renderer.render(TestResult(columns: [RenderedColumn("a")], rows: []))
        try renderer.flush()
        let lines = pieces.text.split(separator: "\n")
        #expect(
            lines[2...4].joined()
                == #""complete":false,"scopes":[{"status":"failed"}],"error":{"code":"api"}}"#
        )
        #expect(lines.suffix(2).joined() == #""complete":true,"scopes":[]}"#)
    }
}
