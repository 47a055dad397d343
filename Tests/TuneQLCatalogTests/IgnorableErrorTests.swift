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

    @Test func `all that is named has to be so, in an answer of the API`() {
        let error = IgnorableError(httpStatus: 404, reason: "R")
        #expect(error.matches(httpStatus: 404, status: "NOT_FOUND", reason: "R"))
        #expect(!error.matches(httpStatus: 404, status: "NOT_FOUND", reason: nil))
        #expect(!error.matches(httpStatus: 403, status: "NOT_FOUND", reason: "R"))
        #expect(!error.matches(httpStatus: 404, status: nil, reason: "R"))
    }
}
