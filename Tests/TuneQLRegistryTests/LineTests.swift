import Testing
import TuneQLRegistry

@Suite struct LineTests {
    @Test(arguments: ["get", "list", "create", "cancel"])
    func `a problem has the line of its method`(method: String) throws {
        let lines = try Acme.text().split(separator: "\n", omittingEmptySubsequences: false)
        let position = try #require(lines.firstIndex { $0 == "        \(method):" })
        let operation = lines[position + 1]
        let problem = try Acme.problem(
            replacing: String(operation),
            with: "          title: none"
        )
        #expect(problem.line == position + 1)
    }

    @Test func `JSON has lines, too`() throws {
        let text = """
            {
              "components": {
                "x-stackQL-resources": {
                  "jobs": {
                    "methods": {
                      "list": {}
                    }
                  }
                }
              }
            }
            """
        let problem = try #require(try Acme.reading(of: text).problems.first)
        #expect(problem.line == 6)
        #expect(problem.method == "list")
    }
}
