import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct BrokenDocumentTests {
    @Test(arguments: BrokenDocument.kinds)
    func `a broken document leaves the rest usable`(broken: BrokenDocument) throws {
        var files = try RegistryFiles()
        try broken.breaking(&files)
        try TemporaryDirectory.use { root in
            try files.write(to: root)
            let registry = Registry(directory: root)
            let clock = ContinuousClock()
            var report: RegistryReport?
            let time = try clock.measure { report = try registry.report() }
            #expect(time < .seconds(20))
            let problem = try #require(report?.problems.first)
            #expect(problem.kind == broken.kind, "\(problem)")
            #expect(problem.error.document == broken.document, "\(problem)")
            try expectLine(broken.line, of: problem, in: files)
            let catalog = try Catalog(image: try registry.compiled())
            let jobs = try catalog.resource(provider: "acme", service: "jobs", name: "jobs")
            #expect(Set(jobs?.methods.map(\.name) ?? []) == broken.methods)
            for (provider, service) in [("acme", "fine"), ("other", "only")] {
                let whole = try catalog.resource(provider: provider, service: service, name: "jobs")
                #expect(whole?.methods.count == 4)
            }
        }
    }

    private func expectLine(
        _ line: String?,
        of problem: DocumentProblem,
        in files: RegistryFiles
    ) throws {
        guard let line else { return }
        let lines = try #require(files[problem.error.document]).split(
            separator: "\n",
            omittingEmptySubsequences: false
        )
        let number = try #require(problem.line)
        #expect(lines[number - 1].contains(line), "\(problem): \(lines[number - 1])")
    }

    @Test func `there are as many kinds as names`() {
        #expect(Set(BrokenDocument.kinds.map(\.name)).count == BrokenDocument.kinds.count)
        #expect(BrokenDocument.kinds.count >= 40)
    }

    @Test func `a provider that cannot be read leaves the others usable`() throws {
        for text in ["", "name: acme\n", "name: acme\nprotocolType: local_templated\n"] {
            var files = try RegistryFiles()
            files[RegistryFiles.provider] = text
            try TemporaryDirectory.use { root in
                try files.write(to: root)
                let report = try Registry(directory: root).report()
                #expect(report.problems.map(\.provider) == ["acme"])
                #expect(report.problems.first?.service == nil)
                #expect(report.providers.map(\.isReadable) == [false, true])
                let catalog = try Catalog(image: try Registry(directory: root).compiled())
                #expect(try catalog.providers().map(\.name) == ["other"])
            }
        }
    }

    @Test func `a summary counts problems by their kind`() throws {
        var files = try RegistryFiles()
        try files.replace("objectKey: $.jobs", in: RegistryFiles.jobs, with: "objectKey: $.rows")
        files["acme/v1/services/fine.yaml"] = files[RegistryFiles.jobs]
        files["other/v1/services/only.yaml"] = "a: [\n"
        try TemporaryDirectory.use { root in
            try files.write(to: root)
            let report = try Registry(directory: root).report()
            #expect(report.summary.map(\.kind) == [.objectKey, .syntax])
            #expect(report.summary.map(\.leftOut) == [2, 1])
            #expect(report.summary(of: "other").map(\.kind) == [.syntax])
            #expect(report.providers.map(\.methods) == [6, 0])
            let problem = try #require(report.problems.first)
            #expect(
                "\(problem)".hasSuffix(
                    "jobs.jobs.list: the objectKey '$.rows' leads to no rows of the answer"
                )
            )
        }
    }
}
