import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct GoogleImportTests {
    private static func document(_ name: String, _ version: String = "v1") -> [UInt8] {
        var sample = DiscoverySample()
        sample.name = name
        sample.version = version
        sample.add("jobs.list", "GET", "jobs")
        return sample.bytes
    }

    /// A home, and a directory with three documents, one of them there twice.
    private func use(_ body: (InstalledProviders, String) throws -> Void) throws {
        try TemporaryDirectory.use { (root) throws in
            for (file, bytes) in [
                ("compute.v1.json", Self.document("compute")),
                ("compute.beta.json", Self.document("compute", "beta")),
                ("dns.v1.json", Self.document("dns")), ("dns.copy.json", Self.document("dns")),
                ("index.json", Array(#"{"items": []}"#.utf8)), ("cut.json", Array("{".utf8)),
            ] {
                try RegistryFiles.write(bytes, to: "\(root)/documents/\(file)")
            }
            let providers = InstalledProviders(home: TuneQLHome(path: "\(root)/home"))
            try body(providers, "\(root)/documents")
        }
    }

    private func services(_ providers: InstalledProviders) throws -> [String] {
        try Catalogs(providers.home.catalogs()).serviceNames(of: "google")
    }

    private func service(_ name: String, _ providers: InstalledProviders) throws -> Service? {
        try Catalogs(providers.home.catalogs()).service(named: name, of: "google")
    }

    @Test func `all documents become services, once`() throws {
        try use { (providers, directory) throws in
            let source = GoogleImport(directory: directory)
            var seen: [String] = []
            #expect(try providers.install(source) { seen.append($0) } == .init(read: 3, leftOut: 1))
            #expect(Set(seen) == ["google.compute", "google.compute_beta", "google.dns"])
            #expect(try services(providers) == ["compute", "compute_beta", "dns"])
            #expect(try service("compute_v1", providers)?.name == "compute")
            #expect(try providers.install(source) == .init(isUnchanged: true))
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(try catalogs.problems(of: "google").map(\.document) == ["cut.json"])
            #expect(providers.versions().map(\.isCurrent) == [true])
        }
    }

    @Test func `only a changed document is read again`() throws {
        try use { (providers, directory) throws in
            let source = GoogleImport(directory: directory)
            _ = try providers.install(source)
            var sample = DiscoverySample()
            sample.name = "dns"
            sample.add("zones.list", "GET", "zones")
            for name in ["dns.v1.json", "dns.copy.json"] {
                try RegistryFiles.write(sample.bytes, to: "\(directory)/\(name)")
            }
            #expect(try providers.install(source) == .init(read: 1, kept: 2, leftOut: 1))
            #expect(try service("compute_v1", providers)?.name == "compute")
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(try catalogs.resourceNames(of: "google", service: "dns") == ["zones"])
        }
    }

    @Test func `a new document gives a service`() throws {
        try use { (providers, directory) throws in
            let source = GoogleImport(directory: directory)
            _ = try providers.install(source)
            try RegistryFiles.write(Self.document("run", "v2"), to: "\(directory)/run.v2.json")
            #expect(try providers.install(source) == .init(read: 1, kept: 3, leftOut: 1))
            #expect(try services(providers).contains("run"))
        }
    }

    @Test(arguments: ["compute_beta", "google.compute_beta", "COMPUTE_BETA"])
    func `one service is installed where one is asked for`(name: String) throws {
        try use { (providers, directory) throws in
            let source = GoogleImport(directory: directory, services: [name])
            #expect(try providers.install(source) == .init(read: 1, leftOut: 1))
            #expect(try services(providers) == ["compute_beta"])
            #expect(try providers.install(source).isUnchanged)
            #expect(try providers.install(GoogleImport(directory: directory)).read == 2)
        }
    }

    @Test func `services and directories that do not exist are refused`() throws {
        try use { (providers, directory) throws in
            let unknown = GoogleImport(directory: directory, services: ["computer"])
            #expect(
                throws: InstallationError(
                    "\(directory) has no document of the service 'computer'"
                )
            ) { try providers.install(unknown) }
            #expect(throws: InstallationError.self) {
                try providers.install(GoogleImport(directory: "/nonexistent"))
            }
            #expect(throws: InstallationError.self) {
                try providers.install(GoogleImport(directory: providers.path))
            }
            #expect(providers.versions() == [])
        }
    }
}
