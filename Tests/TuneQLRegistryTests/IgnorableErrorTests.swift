import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct IgnorableErrorTests {
    @Test(
        arguments: [
            ("- {status: 404}", IgnorableError(httpStatus: 404)),
            ("- {status: NOT_FOUND}", IgnorableError(status: "NOT_FOUND")),
            ("- {reason: NO_REGION}", IgnorableError(reason: "NO_REGION")),
            (
                "- {code: 400, status: X, reason: Y}",
                IgnorableError(httpStatus: 400, status: "X", reason: "Y")
            ),
        ] as [(String, IgnorableError)]
    )
    func `a document names what is no failure`(text: String, error: IgnorableError) throws {
        let list = try Acme.method(
            "list",
            replacing: "\npaths:",
            with: "\nx-tuneql-ignorable:\n  \(text)\npaths:"
        )
        #expect(list.ignorable == [error])
    }

    @Test(arguments: ["{}", "text", "- {}", "- text", "- {status: 404, colour: red}"])
    func `anything else is refused`(text: String) throws {
        let problem = try Acme.problem(
            replacing: "\npaths:",
            with: "\nx-tuneql-ignorable:\n  \(text)\npaths:"
        )
        #expect(problem.kind == .type)
    }
}
