import Glibc
import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

@Suite struct RegistryCompilerTests {
    /// A registry and the file of its catalog, in a directory of their own.
    private struct Place {
        var root: String
        var file: String { "\(root)/cache/x.catalog" }
        var registry: String { "\(root)/registry" }

        func update() throws -> RegistryCompiler.Outcome {
            try RegistryCompiler(root: registry).update(file)
        }

        func write(_ text: String, to path: String) throws {
            try RegistryFiles.write(Array(text.utf8), to: "\(registry)/\(path)")
        }

        func services() throws -> [String] {
            let catalog = Catalog(.file(file))
            return try ["acme", "other"].flatMap { try catalog.serviceNames(of: $0) }
        }
    }

    private func use(_ body: (Place, RegistryFiles) throws -> Void) throws {
        let files = try RegistryFiles()
        try TemporaryDirectory.use { root in
            let place = Place(root: root)
            try files.write(to: place.registry)
            try body(place, files)
        }
    }

    /// Gives a file another time without another content.
    private func touch(_ path: String) {
        var times = [timespec(tv_sec: 1, tv_nsec: 2), timespec(tv_sec: 3, tv_nsec: 4)]
        utimensat(AT_FDCWD, path, &times, 0)
    }

    @Test func `a file is compiled once, and then current`() throws {
        try use { place, _ in
            let first = try place.update()
            #expect(first == .init(read: 3))
            #expect(try place.services() == ["fine", "jobs", "only"])
            #expect(try place.update() == .init(isUnchanged: true))
            #expect(try RegistryCompiler(root: place.registry).isCurrent(place.file))
        }
    }

    @Test func `only a changed document is read again`() throws {
        try use { place, files in
            _ = try place.update()
            let text = try #require(files[RegistryFiles.jobs])
            try place.write(
                text.replacing("jobs:\n      id", with: "tasks:\n      id")
                    .replacing("x-stackQL-resources/jobs", with: "x-stackQL-resources/tasks"),
                to: RegistryFiles.jobs
            )
            #expect(try place.update() == .init(read: 1, kept: 2))
            let catalog = Catalog(.file(place.file))
            #expect(try catalog.resource(provider: "acme", service: "jobs", name: "jobs") == nil)
            let tasks = try catalog.resource(provider: "acme", service: "jobs", name: "tasks")
            #expect(tasks?.methods.count == 4)
            let kept = try catalog.resource(provider: "other", service: "only", name: "jobs")
            #expect(kept?.methods.count == 4)
            #expect(try place.update().isUnchanged)
        }
    }

    @Test func `another time alone changes nothing but the record of it`() throws {
        try use { place, _ in
            _ = try place.update()
            touch("\(place.registry)/\(RegistryFiles.jobs)")
            #expect(try !RegistryCompiler(root: place.registry).isCurrent(place.file))
            #expect(try place.update() == .init(kept: 3))
            #expect(try place.update().isUnchanged)
        }
    }

    @Test func `a change of the provider's own document reaches all of its services`() throws {
        try use { place, files in
            _ = try place.update()
            let text = try #require(files[RegistryFiles.provider])
            try place.write(text + "title: Another\n", to: RegistryFiles.provider)
            #expect(try place.update() == .init(read: 2, kept: 1))
        }
    }

    @Test func `providers and services that come and go are noticed`() throws {
        try use { place, files in
            _ = try place.update()
            let provider = RegistryFiles.provider(of: "third", services: ["more"])
            try place.write(provider, to: "third/v1/provider.yaml")
            try place.write(
                try #require(files[RegistryFiles.jobs]),
                to: "third/v1/services/more.yaml"
            )
            #expect(try place.update() == .init(read: 1, kept: 3))
            unlink("\(place.registry)/\(RegistryFiles.jobs)")
            #expect(try place.update() == .init(kept: 3, leftOut: 1))
            #expect(try place.services() == ["fine", "only"])
            #expect(try place.update().isUnchanged)
            try place.write(try #require(files[RegistryFiles.jobs]), to: RegistryFiles.jobs)
            #expect(try place.update() == .init(read: 1, kept: 3))
        }
    }

    @Test func `what was left out stays so without being read again`() throws {
        try use { place, _ in
            try place.write("a: [\n", to: RegistryFiles.jobs)
            #expect(try place.update() == .init(read: 2, leftOut: 1))
            #expect(try place.update().isUnchanged)
            touch("\(place.registry)/\(RegistryFiles.jobs)")
            #expect(try place.update() == .init(kept: 3))
            let problem = try Catalog(.file(place.file)).problem(provider: "acme", service: "jobs")
            #expect(problem?.document == RegistryFiles.jobs)
            #expect(problem?.line == 2)
        }
    }

    @Test(arguments: ["", "no catalog", "SQLite format 3\u{0}"])
    func `a file that is no catalog is replaced`(text: String) throws {
        try use { place, _ in
            try RegistryFiles.write(Array(text.utf8), to: place.file)
            #expect(try place.update() == .init(read: 3))
            #expect(try place.services().count == 3)
        }
    }

    @Test func `two that compile at once leave a whole catalog`() async throws {
        let files = try RegistryFiles()
        try await TemporaryDirectory.use { root in
            let place = Place(root: root)
            try files.write(to: place.registry)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { _ = try place.update() } }
                try await group.waitForAll()
            }
            #expect(try place.services().count == 3)
        }
    }

    @Test func `a catalog that is open stays as it was`() throws {
        try use { place, files in
            _ = try place.update()
            let open = Catalog(.file(place.file))
            #expect(try open.serviceNames(of: "acme").count == 2)
            unlink("\(place.registry)/\(RegistryFiles.jobs)")
            _ = try place.update()
            #expect(try open.serviceNames(of: "acme").count == 2)
            #expect(try place.services() == ["fine", "only"])
        }
    }
}
