import Testing
import TuneQLRendering

struct SVGChartTests {
    private func count(_ part: String, in text: String) -> Int {
        text.split(separator: part, omittingEmptySubsequences: false).count - 1
    }

    @Test func `each row has a bar`() throws {
        let svg = SVGChart.file(of: try Chart(BarChartTests.states))
        #expect(count("<rect class=\"bar s0\"", in: svg) == 2)
        #expect(svg.contains("<title>done: jobs 19</title>"))
        #expect(svg.contains("jobs by state</title>"))
    }

    @Test func `each job has a bar`() throws {
        let svg = SVGChart.file(of: try Chart(TimelineTests.jobs))
        #expect(count("class=\"bar ", in: svg) == 2)
        #expect(count("class=\"wait ", in: svg) == 3)
    }

    @Test func `each series has a line`() throws {
        let svg = SVGChart.file(of: try Chart(SparkChartTests.days))
        #expect(count("<path class=\"line ", in: svg) == 2)
    }

    @Test func `labels are no markup`() throws {
        let evil: ChartValue = "</script><script>alert('\"&\u{1}\u{FFFF}')"
        let svg = SVGChart.file(of: try Chart(chartData(["<x>", "&y"], [[evil, 1], [evil, 2]])))
        #expect(!svg.contains("<script"))
        #expect(!svg.contains("<x>"))
        #expect(!svg.unicodeScalars.contains("\u{1}"))
        #expect(svg.contains("&lt;/script&gt;&lt;script&gt;alert(&#39;&quot;&amp;\\x01"))
    }
}
