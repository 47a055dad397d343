import Testing
import TuneQLCatalog

@Suite struct IgnorableErrorTests {
    @Test func `by default a row that is asked for by its id may be absent`() throws {
        let jobs = try Project.tuningJobs()
        for method in jobs.methods {
            let mayBeAbsent = method.name == "get"
            #expect(
                method.ignorable.contains {
                    $0.matches(httpStatus: 404, status: "NOT_FOUND", reason: nil)
                } == mayBeAbsent,
                "\(method.name)"
            )
        }
    }

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
    func `anything else is refused`(text: String) {
        #expect(throws: DocumentError.self) {
            try Acme.contents(
                replacing: "\npaths:",
                with: "\nx-tuneql-ignorable:\n  \(text)\npaths:"
            )
        }
    }

    @Test func `all that is named has to be so, in an answer of the API`() {
        let error = IgnorableError(httpStatus: 404, reason: "R")
        #expect(error.matches(httpStatus: 404, status: "NOT_FOUND", reason: "R"))
        #expect(!error.matches(httpStatus: 404, status: "NOT_FOUND", reason: nil))
        #expect(!error.matches(httpStatus: 403, status: "NOT_FOUND", reason: "R"))
        #expect(!error.matches(httpStatus: 404, status: nil, reason: "R"))
    }
}
