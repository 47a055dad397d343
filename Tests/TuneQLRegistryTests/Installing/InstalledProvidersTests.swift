import Glibc
import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct InstalledProvidersTests {
    /// A home and a registry of two providers, in a directory of their own.
    private func use(_ body: (InstalledProviders, String) throws -> Void) throws {
        try TemporaryDirectory.use { (root) throws in
            try RegistryFiles().write(to: "\(root)/registry")
            try body(
                InstalledProviders(home: TuneQLHome(path: "\(root)/home")),
                "\(root)/registry"
            )
        }
    }

    private func names(_ path: String) -> [String] { RegistryFiles.names(in: path) }

    /// Writes another version of `acme` that has one service.
    private func writeNewerVersion(to registry: String) throws {
        let provider = RegistryFiles.provider(of: "acme", services: ["jobs"])
        try RegistryFiles.write(Array(provider.utf8), to: "\(registry)/acme/v1.1/provider.yaml")
        try RegistryFiles.write(
            Array(try Acme.text().utf8),
            to: "\(registry)/acme/v1.1/services/jobs.yaml"
        )
    }

    @Test func `providers are copied and compiled, and then used`() throws {
        try use { (providers, registry) throws in
            #expect(providers.versions() == [])
            var seen: [String] = []
            let installed = try providers.install(directory: registry) { seen.append($0) }
            #expect(
                installed == [
                    .init(provider: "acme", version: "v1", services: 2, leftOut: 0),
                    .init(provider: "other", version: "v1", services: 1, leftOut: 0),
                ]
            )
            #expect(Set(seen) == ["acme.jobs", "acme.fine", "other.only"])
            #expect(providers.versions().map(\.provider) == ["acme", "other"])
            #expect(providers.versions().map(\.services) == [2, 1])
            #expect(providers.versions().allSatisfy { $0.isCurrent })
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(try catalogs.serviceNames(of: "acme") == ["fine", "jobs"])
            #expect(names("\(providers.path)/src/acme/v1") == ["provider.yaml", "services"])
            // Nothing that was written aside is left.
            #expect(names("\(providers.path)/catalogs/acme") == ["current", "v1.catalog"])
        }
    }

    @Test func `the documents of a home are a registry of their own`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            let report = try Registry(directory: providers.path).report()
            #expect(report.providers.map(\.services) == [2, 1])
            #expect(report.problems == [])
        }
    }

    @Test func `a newer version is used beside the older one`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            try writeNewerVersion(to: registry)
            _ = try providers.install(directory: registry)
            let versions = providers.versions().filter { $0.provider == "acme" }
            #expect(versions.map(\.version) == ["v1.1", "v1"])
            #expect(versions.map(\.isCurrent) == [true, false])
            let removal = try providers.remove("ACME", version: "v1.1")
            #expect(removal == .init(provider: "acme", versions: ["v1.1"], current: "v1"))
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(try catalogs.serviceNames(of: "acme") == ["fine", "jobs"])
        }
    }

    @Test func `installing again takes what the documents are now`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            let provider = RegistryFiles.provider(of: "acme", services: ["fine"])
            try RegistryFiles.write(
                Array(provider.utf8),
                to: "\(registry)/\(RegistryFiles.provider)"
            )
            let installed = try providers.install(directory: registry)
            #expect(installed.first?.services == 1)
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(try catalogs.serviceNames(of: "acme") == ["fine"])
            #expect(names("\(providers.path)/src/acme") == ["v1"])
        }
    }

    @Test func `a removed provider leaves nothing`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            let removal = try providers.remove("acme")
            #expect(removal == .init(provider: "acme", versions: ["v1"], current: nil))
            #expect(names("\(providers.path)/src") == ["other"])
            #expect(names("\(providers.path)/catalogs") == ["other"])
        }
    }

    @Test func `what is not installed is not removed`() throws {
        try use { (providers, registry) throws in
            #expect(throws: InstallationError("the provider 'acme' is not installed; none is")) {
                try providers.remove("acme")
            }
            _ = try providers.install(directory: registry)
            #expect(
                throws: InstallationError("the provider 'x' is not installed; acme, other are")
            ) { try providers.remove("x") }
            #expect(throws: InstallationError("acme has no version 'v9', only v1")) {
                try providers.remove("acme", version: "v9")
            }
        }
    }

    @Test(arguments: ["../../evil", "a/b", ".hidden", "a b"])
    func `a provider whose name climbs out is refused`(name: String) throws {
        try use { (providers, registry) throws in
            let provider = RegistryFiles.provider(of: name, services: ["jobs"])
            try RegistryFiles.write(
                Array(provider.utf8),
                to: "\(registry)/\(RegistryFiles.provider)"
            )
            #expect(throws: InstallationError.self) { try providers.install(directory: registry) }
            #expect(names(providers.path) == [])
        }
    }

    @Test func `an unreadable provider leaves what is installed as it is`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            try RegistryFiles.write(
                Array("providerServices: {\n".utf8),
                to: "\(registry)/\(RegistryFiles.provider)"
            )
            let error = #expect(throws: InstallationError.self) {
                try providers.install(directory: registry)
            }
            #expect(error?.message.hasPrefix("acme/v1/provider.yaml:") == true, "\(error as Any)")
            #expect(providers.versions().map(\.services) == [2, 1])
        }
    }

    @Test func `links are not followed`() throws {
        try use { (providers, registry) throws in
            #expect(symlink("/etc", "\(registry)/acme/v1/services/etc") == 0)
            _ = try providers.install(directory: registry)
            let services = names("\(providers.path)/src/acme/v1/services")
            #expect(services == ["fine.yaml", "jobs.yaml"])
        }
    }

    @Test func `another version is used when it is chosen`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            try writeNewerVersion(to: registry)
            _ = try providers.install(directory: registry)
            #expect(try providers.use("ACME", version: "v1").version == "v1")
            #expect(providers.home.currentVersion(of: "acme") == "v1")
            let catalogs = Catalogs(providers.home.catalogs())
            #expect(try catalogs.serviceNames(of: "acme") == ["fine", "jobs"])
            #expect(throws: InstallationError("acme has no version 'v3', only v1.1, v1")) {
                try providers.use("acme", version: "v3")
            }
            #expect(
                throws: InstallationError("the provider 'x' is not installed; acme, other are")
            ) { try providers.use("x", version: "v1") }
        }
    }

    @Test func `what an ended program left behind is put right`() throws {
        try use { (providers, registry) throws in
            _ = try providers.install(directory: registry)
            let (source, catalogs) = ("\(providers.path)/src/acme", "\(providers.path)/catalogs")
            // Ended between the two moves of documents: they are in neither place.
            #expect(rename("\(source)/v1", "\(source)/.v1.4711.new.old") == 0)
            for path in [
                "\(source)/.v1.4711.new/provider.yaml", "\(providers.path)/.archive.4711.new/x",
                "\(catalogs)/acme/v1.catalog.4711-1.new", "\(catalogs)/acme/current.4711-2.new",
                "\(providers.path)/src/other/.v1.4712.new.old/provider.yaml",
            ] { try RegistryFiles.write([0x78], to: path) }
            _ = try providers.use("acme", version: "v1")
            #expect(names(providers.path) == ["catalogs", "src"])
            #expect(names(source) == ["v1"])
            #expect(names("\(source)/v1") == ["provider.yaml", "services"])
            #expect(names("\(providers.path)/src/other") == ["v1"])
            #expect(names("\(catalogs)/acme") == ["current", "v1.catalog"])
        }
    }

    @Test func `a home that is a file is refused`() throws {
        try use { (providers, registry) throws in
            try RegistryFiles.write([], to: providers.path)
            #expect(
                throws: InstallationError("\(providers.path) cannot be used: Not a directory")
            ) { try providers.install(directory: registry) }
        }
    }
}
