import ProgramSupport
import TuneQLSQLite

/// The functions that a page documents, each with an example and its answer.
struct FunctionTable {
    struct Example: Hashable {
        /// The function's name.
        let function: String
        let call: String
        let answer: String
    }

    let examples: [Example]

    /// Finds the rows `| what it is | what it gives | example | answer |`.
    init(page: String) {
        examples = page.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: " | ").map { cell in
                cell.drop { "| `".contains($0) }.split(separator: "`").first.map(String.init) ?? ""
            }
            guard line.hasPrefix("| `"), cells.count == 4, line.hasSuffix("` |") else { return nil }
            return Example(
                function: String(cells[0].prefix { $0 != "(" }),
                call: cells[2],
                answer: cells[3]
            )
        }
    }

    /// The functions and table functions that the program has and SQLite alone has not.
    static func registeredFunctions() throws -> Set<String> {
        let query = """
            SELECT name FROM pragma_function_list UNION SELECT name FROM pragma_module_list \
            WHERE name NOT LIKE 'pragma%'
            """
        let all = try Program.run(["exec", "-H", query]).output.split(separator: "\n")
        var plain = try Connection().prepare(query)
        var names = Set(all.map(String.init))
        while try plain.step() { names.remove(plain.value(at: 0).text ?? "") }
        return names
    }

    /// Those of some functions that have no example which shows them.
    func undocumented(of functions: Set<String>) -> Set<String> {
        functions.subtracting(
            examples.filter { $0.call.lowercased().contains($0.function) }.map(\.function)
        )
    }

    /// The examples whose answer is another one, each with what the program says.
    func wrongExamples() throws -> [Example: String] {
        var wrong: [Example: String] = [:]
        for example in examples {
            let outcome = try Program.run(
                ["exec", "-H", "-o", "tsv", "SELECT \(example.call) AS answer"],
                directory: ProjectFiles.root
            )
            guard outcome.output != example.answer + "\n" || outcome.error != "" else { continue }
            wrong[example] = outcome.output + outcome.error
        }
        return wrong
    }
}
