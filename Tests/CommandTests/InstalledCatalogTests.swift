import Glibc
import ProgramSupport
import Testing

/// The program finds what is installed in its home.
@Suite struct InstalledCatalogTests {
    /// A home in which a file takes the place of a catalog.
    private func withHome(_ body: (String) throws -> Void) throws {
        try TemporaryDirectory.use { home in
            for directory in ["catalogs", "catalogs/acme"] { mkdir("\(home)/\(directory)", 0o700) }
            for (name, text) in [("current", "v1\n"), ("v1.catalog", "no catalog")] {
                let file = try #require(fopen("\(home)/catalogs/acme/\(name)", "w"))
                fputs(text, file)
                fclose(file)
            }
            try body(home)
        }
    }

    private func run(_ sql: String, _ environment: [String: String]) throws -> Program.Outcome {
        try Program.run(["exec", sql], environment: environment)
    }

    @Test func `a catalog that cannot be read is told by its path, and the rest goes on`() throws {
        try withHome { (home) throws in
            let variables = ["TUNEQL_HOME": home]
            #expect(
                try run("SELECT provider, reason FROM catalog.problems", variables).output == """
                    provider,reason
                    acme,the catalog \(home)/catalogs/acme/v1.catalog cannot be read: file is not a database

                    """
            )
            #expect(try run("SHOW PROVIDERS LIKE 'goo%'", variables).exitCode == 0)
            let failed = try run("DESCRIBE acme.jobs.jobs", variables)
            #expect(failed.exitCode == 1)
            #expect(
                failed.error.hasSuffix(
                    "help: install the provider acme anew, or remove the file\n"
                )
            )
        }
    }

    @Test func `a statement without resources looks at no catalog`() throws {
        try withHome { (home) throws in
            #expect(try run("SELECT 1 AS x", ["TUNEQL_HOME": home]).output == "x\n1\n")
        }
    }
}
