import ProgramSupport
import Testing
import TuneQLRegistry

@Suite struct ReportTextTests {
    private func report(_ change: (inout RegistryFiles) throws -> Void) throws -> RegistryReport {
        var files = try RegistryFiles()
        try change(&files)
        return try TemporaryDirectory.use { root in
            try files.write(to: root)
            return try Registry(directory: root).report()
        }
    }

    @Test func `documents without a flaw are counted`() throws {
        let report = try report { _ in }
        #expect(!report.hasLeftOut)
        #expect(
            report.text() == """
                provider  version  services  resources  methods
                acme      v1              2          2        8
                other     v1              1          1        4

                nothing is left out
                """
        )
    }

    @Test func `what is left out has its line, and is counted by reason`() throws {
        let report = try report { $0[RegistryFiles.jobs] = "paths: {\n" }
        #expect(report.hasLeftOut)
        let lines = report.text().split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.first?.hasPrefix("acme/v1/services/jobs.yaml:2: jobs: ") == true, "\(lines)")
        #expect(
            lines.suffix(2) == ["reason  left out  read in part", "syntax         1             0"]
        )
        #expect(report.text(listsProblems: false).hasPrefix("provider  version"))
    }
}
