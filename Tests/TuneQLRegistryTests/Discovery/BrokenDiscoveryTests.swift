import Glibc
import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct BrokenDiscoveryTests {
    private func use(_ body: (InstalledProviders, String) throws -> Void) throws {
        try TemporaryDirectory.use { (root) throws in
            var fine = DiscoverySample()
            fine.name = "fine"
            fine.add("jobs.list", "GET", "v1/jobs")
            try RegistryFiles.write(fine.bytes, to: "\(root)/documents/fine.json")
            let home = InstalledProviders(home: TuneQLHome(path: "\(root)/home"))
            try body(home, "\(root)/documents")
        }
    }

    @Test(arguments: BrokenDiscovery.kinds)
    func `a broken document leaves the others usable`(broken: BrokenDiscovery) throws {
        try use { (providers, directory) throws in
            try RegistryFiles.write(try broken.bytes(), to: "\(directory)/broken.json")
            let time = try ContinuousClock().measure {
                _ = try providers.install(GoogleImport(directory: directory))
            }
            #expect(time < .seconds(30))
            let catalogs = Catalogs(providers.home.catalogs())
            let names = try catalogs.resourceNames(of: "google", service: "fine")
            #expect(names == ["jobs"])
            let problems = try catalogs.problems(of: "google")
            #expect(problems.allSatisfy { $0.document == "broken.json" }, "\(problems)")
            #expect(problems.isEmpty == (broken.fate == .whole), "\(problems)")
            let jobs = try catalogs.resource(
                provider: "google",
                service: "broken",
                name: "jobs"
            )
            let methods = Set(jobs?.methods.map(\.name) ?? [])
            switch broken.fate {
            case .absent:
                #expect(try catalogs.serviceNames(of: "google") == ["fine"])
                #expect(problems.first?.isLeftOut == true)
            case .withoutList:
                #expect(methods.contains("get") && !methods.contains("list"), "\(methods)")
                #expect(problems.first?.method == "list")
                #expect(problems.first?.resource == "jobs")
            case .poorer, .whole: #expect(methods.isSuperset(of: ["get", "list"]), "\(methods)")
            }
        }
    }

    @Test func `there are enough kinds`() {
        #expect(BrokenDiscovery.kinds.count >= 40)
    }

    @Test func `two different documents of one version are told apart`() throws {
        try use { (providers, directory) throws in
            var second = DiscoverySample()
            second.name = "fine"
            second.add("others.list", "GET", "v1/others")
            try RegistryFiles.write(second.bytes, to: "\(directory)/second.json")
            _ = try providers.install(GoogleImport(directory: directory))
            let problems = try Catalogs(providers.home.catalogs()).problems(of: "google")
            #expect(problems.map(\.document) == ["second.json"])
            #expect(problems.first?.reason.contains("fine v1, as in fine.json") == true)
        }
    }

    @Test func `pipes, directories and dangling links are told of`() throws {
        try use { (providers, directory) throws in
            #expect(mkfifo("\(directory)/pipe.json", 0o600) == 0)
            #expect(mkdir("\(directory)/folder.json", 0o700) == 0)
            #expect(symlink("/nonexistent", "\(directory)/link.json") == 0)
            #expect(symlink("/dev/zero", "\(directory)/zero.json") == 0)
            _ = try providers.install(GoogleImport(directory: directory))
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(
                try catalogs.problems(of: "google").map(\.document).sorted()
                    == ["folder.json", "link.json", "pipe.json", "zero.json"]
            )
            #expect(try catalogs.serviceNames(of: "google") == ["fine"])
        }
    }
}
