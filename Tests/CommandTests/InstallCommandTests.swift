import Glibc
import ProgramSupport
import Testing

/// `tuneql registry install`, `import`, `list`, `remove` and `where`, in a home of their own.
@Suite struct InstallCommandTests {
    private static let documents =
        "\(ProjectFiles.root)/Tests/TuneQLRegistryTests/Resources/registry"

    private func run(_ arguments: [String], home: String) throws -> Program.Outcome {
        try Program.run(arguments, environment: ["TUNEQL_HOME": home])
    }

    @Test func `installed tables are there in every later run`() throws {
        try TemporaryDirectory.use { home in
            let installed = try run(["registry", "install", Self.documents], home: home)
            #expect(installed.output == "acme v24.10.00001 is installed: 1 service\n")
            #expect(installed.error == "")
            let list = try run(["registry", "list"], home: home).output
            #expect(list.hasPrefix("provider  version"), "\(list)")
            #expect(list.hasSuffix("  current\n"), "\(list)")
            let sql = "SELECT id FROM catalog.resources WHERE provider = 'acme'"
            #expect(try run(["exec", "-H", sql], home: home).output == "acme.jobs.jobs\n")
            let removed = try run(["registry", "remove", "acme"], home: home)
            #expect(removed.output == "removed acme v24.10.00001\n", "\(removed.error)")
            #expect(
                try run(["registry", "list"], home: home).output == "no provider is installed\n"
            )
            #expect(try run(["exec", "-H", sql], home: home).output == "")
        }
    }

    @Test func `services of Google come from discovery documents`() throws {
        try TemporaryDirectory.use { home in
            let document = """
                {"name": "pets", "version": "v1", "rootUrl": "https://pets.googleapis.com/",
                "servicePath": "", "resources": {"dogs": {"methods": {"list": {"id": "pets.dogs.list",
                "httpMethod": "GET", "path": "v1/dogs", "response": {"$ref": "Dogs"}}}}}, "schemas":
                {"Dogs": {"type": "object", "properties": {"dogs": {"type": "array", "items":
                {"$ref": "Dog"}}}}, "Dog": {"type": "object", "properties": {"id": {"type":
                "string"}}}}}
                """
            mkdir("\(home)/documents", 0o700)
            let file = try #require(fopen("\(home)/documents/pets.json", "w"))
            fputs(document, file)
            fclose(file)
            let command = ["registry", "import", "google", "--from", "\(home)/documents"]
            let first = try run(command, home: home)
            #expect(first.output == "google is installed: 1 service, 0 of them unchanged\n")
            let second = try run(command, home: home)
            #expect(second.output == "google is installed, and nothing has changed\n")
            let sql = "SHOW SERVICES IN google LIKE 'pets'"
            #expect(try run(["exec", "-H", sql], home: home).output.contains("pets"))
        }
    }

    @Test func `the home is where the environment says`() throws {
        let outcome = try run(["registry", "where"], home: "/somewhere")
        #expect(outcome.output == "/somewhere\n")
        let usual = try Program.run(["registry", "where"], environment: ["XDG_DATA_HOME": "/data"])
        #expect(usual.output == "/data/tuneql\n")
    }

    @Test(
        arguments: [
            (["remove", "acme"], "the provider 'acme' is not installed; none is"),
            (["install", "/nonexistent"], "the archive /nonexistent cannot be read: "),
            (["import", "google", "--from", "/nonexistent"], "/nonexistent: it cannot be read"),
            (["import", "google", "--from", "http://x.test"], "plain http on another machine"),
        ] as [([String], String)]
    )
    func `mistakes are named`(_ arguments: [String], _ message: String) throws {
        try TemporaryDirectory.use { home in
            let outcome = try run(["registry"] + arguments, home: home)
            #expect(outcome.exitCode == 1)
            #expect(outcome.error.contains(message), "\(outcome.error)")
        }
    }
}
