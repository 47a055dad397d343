import Testing
import TuneQLRendering

struct PageRendererTests {
    private let result = TestResult(
        columns: [RenderedColumn("state"), RenderedColumn("jobs", .integer)],
        rows: [["a<b", 9_007_199_254_740_993], ["c", nil]]
    )

    @Test func `a page has a table that sorts`() throws {
        let page = try rendered(.html, RenderingOptions(), result)
        #expect(page.hasPrefix("<!DOCTYPE html>\n"))
        #expect(
            page.contains("<th scope=\"col\" aria-sort=\"none\"><button type=\"button\">state<")
        )
        #expect(page.contains("<tr><td>a&lt;b</td><td class=\"number\">9007199254740993</td></tr>"))
        #expect(page.contains("<td class=\"null\">NULL</td>"))
    }

    @Test func `a page has one head for all results`() throws {
        let page = try rendered(.html, RenderingOptions(), result, result)
        #expect(page.split(separator: "<!DOCTYPE").count == 1)
        #expect(page.split(separator: "<section>").count == 3)
        var options = RenderingOptions()
        options.followsResult = true
        #expect(try rendered(.html, options, result).hasPrefix("<section>"))
    }

    @Test func `a page has the chart of its columns, if there is one`() throws {
        #expect(try rendered(.html, RenderingOptions(), result).contains("<svg"))
        let texts = TestResult(
            columns: [RenderedColumn("a"), RenderedColumn("b")],
            rows: [["x", "y"]]
        )
        #expect(try !rendered(.html, RenderingOptions(), texts).contains("<svg"))
        var options = RenderingOptions()
        options.chart.kind = .histogram
        #expect(throws: ChartError.noNumbers(.histogram)) { try rendered(.html, options, texts) }
    }

    @Test func `a page runs no script but its own and asks for nothing`() throws {
        let page = try rendered(.html, RenderingOptions(), result)
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("script-src 'sha256-"))
        #expect(!page.contains("unsafe-inline"))
        #expect(!page.contains("src=\"http"))
    }
}
