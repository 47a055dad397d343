import Glibc
import ProgramSupport
import Testing

/// `--registry` with a directory whose catalog is kept.
@Suite struct RegistryOptionTests {
    private static let documents = "Tests/TuneQLRegistryTests/Resources/registry"
    private static let resources = "SELECT id FROM catalog.resources WHERE provider = 'acme'"

    private func run(_ registry: String, _ sql: String, cache: String) throws -> Program.Outcome {
        try Program.run(
            ["exec", "--registry", registry, sql],
            environment: ["XDG_CACHE_HOME": cache]
        )
    }

    private func kept(in cache: String) -> [String] {
        guard let directory = opendir("\(cache)/tuneql/registries") else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
                name.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    @Test(arguments: ["", "file://", "json"])
    func `documents are compiled when they are first used`(form: String) throws {
        let path = "\(ProjectFiles.root)/\(Self.documents)"
        let registry =
            form == "json"
            ? #"{"url": "file://\#(path)", "verifyConfig": {"nopVerify": true}}"# : form + path
        try TemporaryDirectory.use { cache in
            let first = try run(registry, Self.resources, cache: cache)
            #expect(first.output == "id\nacme.jobs.jobs\n", "\(first.error)")
            let files = kept(in: cache)
            #expect(files.count == 1)
            #expect(files.first?.hasSuffix(".catalog") == true)
            #expect(try run(registry, Self.resources, cache: cache).output == first.output)
            #expect(kept(in: cache) == files)
        }
    }

    @Test func `documents that nothing can be kept of are compiled for the run`() throws {
        let registry = "\(ProjectFiles.root)/\(Self.documents)"
        let outcome = try run(registry, Self.resources, cache: "/dev/null")
        #expect(outcome.output == "id\nacme.jobs.jobs\n", "\(outcome.error)")
    }

    @Test func `what is left out is listed with its line`() throws {
        try TemporaryDirectory.use { root in
            let files = [
                "provider.yaml": """
                name: acme
                providerServices:
                  jobs:
                    service: { $ref: services/jobs.yaml }
                  gone:
                    service: { $ref: services/gone.yaml }
                """,
                "services/jobs.yaml": "paths: {\n",
            ]
            mkdir("\(root)/services", 0o700)
            for (path, text) in files {
                let file = try #require(fopen("\(root)/\(path)", "w"))
                fputs(text, file)
                fclose(file)
            }
            let sql = "SELECT service, document, line FROM catalog.problems ORDER BY service"
            let outcome = try run(root, sql, cache: "\(root)/cache")
            #expect(
                outcome.output == """
                    service,document,line
                    gone,provider.yaml,5
                    jobs,services/jobs.yaml,2

                    """,
                "\(outcome.error)"
            )
        }
    }

    @Test func `the URL of archives is kept for REGISTRY PULL`() throws {
        let url = "http://127.0.0.1:1/x"
        #expect(try run(url, "SELECT 1 AS x", cache: "/dev/null").output == "x\n1\n")
        let outcome = try run(url, "REGISTRY LIST", cache: "/dev/null")
        #expect(outcome.exitCode == 2)
        #expect(outcome.error.contains("\(url)/dist/providers.yaml cannot be reached"))
    }

    @Test func `documents that StackQL has unpacked are used`() throws {
        let path = "\(ProjectFiles.root)/\(Self.documents)"
        let registry = "{url: 'https://registry.example', localDocRoot: '\(path)'}"
        let outcome = try run(registry, Self.resources, cache: "/dev/null")
        #expect(outcome.output == "id\nacme.jobs.jobs\n", "\(outcome.error)")
    }
}
