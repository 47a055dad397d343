import ProgramSupport
import Testing

/// The examples in the table of functions.
struct FunctionExampleTests {
    private struct Example {
        let function: String
        let call: String
        let answer: String
    }

    private static let examples = Page.text("docs/sql.md").split(separator: "\n").compactMap {
        line -> Example? in
        let cells = line.split(separator: " | ").map { cell in
            cell.drop { "| `".contains($0) }.split(separator: "`").first.map(String.init) ?? ""
        }
        guard line.hasPrefix("| `"), cells.count == 4, line.hasSuffix("` |") else { return nil }
        return Example(function: cells[0], call: cells[2], answer: cells[3])
    }

    @Test func `every example answers what the table says`() throws {
        let statements = Self.examples.map { "SELECT \($0.call) AS answer;" }
        let outcome = try Program.run(
            ["exec", "-H", "-o", "tsv", "-"],
            input: statements.joined(separator: "\n")
        )
        #expect(outcome.error == "")
        #expect(
            outcome.output.split(separator: "\n").map(String.init) == Self.examples.map(\.answer)
        )
        #expect(Self.examples.count >= 16)
    }

    @Test func `an example shows its function`() {
        for example in Self.examples {
            let name = example.function.prefix { $0 != "(" }
            #expect(example.call.lowercased().contains(name), "\(example.call)")
        }
    }
}
