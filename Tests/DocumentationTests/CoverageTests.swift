import ProgramSupport
import Testing

/// What there is, is documented.
struct CoverageTests {
    @Test func `the help is written down`() throws {
        let commands =
            [
                [], ["exec"], ["shell"], ["watch"], ["emulator"], ["report"], ["auth", "status"],
                ["registry"],
                ["registry", "list"], ["registry", "pull"], ["registry", "install"],
                ["registry", "import"], ["registry", "use"], ["registry", "remove"],
                ["registry", "check"], ["registry", "where"], ["check"], ["fmt"],
                ["manifest"], ["deploy"],
            ] as [[String]]
        let help = try commands.map { command in
            let line = (["tuneql"] + command + ["--help"]).joined(separator: " ")
            return "$ \(line)\n" + (try Program.run(command + ["--help"]).output)
        }.joined(separator: "\n")
        if ProjectFiles.isUpdating {
            try ProjectFiles.write(help, to: "docs/cli-help.txt")
            Issue.record("rewritten; read the difference before it is committed")
        }
        #expect(ProjectFiles.text("docs/cli-help.txt") == help)
    }

    @Test func `every error code has a section`() throws {
        let source = try #require(ProjectFiles.text("Sources/TuneQL/Errors/QueryError.swift"))
        let codes = source.split(separator: "= Code(\"").dropFirst().map {
            $0.prefix { $0 != "\"" }
        }
        #expect(codes.count >= 11)
        let page = Page.text("docs/errors.md")
        for code in codes { #expect(page.contains("\n## `\(code)`\n"), "\(code)") }
    }

    @Test func `every setting is documented`() throws {
        let error = try Program.run(["exec", "SET zzzzzzzz = 1"]).error
        let list = try #require(error.split(separator: "the settings are ").last)
        let settings = list.split { ", \n".contains($0) }
        #expect(settings.count >= 2)
        let page = Page.text("docs/sql.md")
        for setting in settings { #expect(page.contains("`SET \(setting) ="), "\(setting)") }
    }

    @Test func `every form of SHOW is documented`() throws {
        let error = try Program.run(["exec", "SHOW zzzzzzzz"]).error
        let list = try #require(error.split(separator: " after SHOW").first)
        let names = try #require(list.split(separator: "expected ").last)
        let forms = names.split { ", \n".contains($0) }.filter { $0 != "or" }
        #expect(forms.count >= 5)
        let page = Page.text("docs/sql.md")
        for form in forms { #expect(page.contains("`SHOW \(form)"), "\(form)") }
    }

    @Test func `every collation that we add is documented`() throws {
        let names = try Program.run([
            "exec", "-H",
            "SELECT name FROM pragma_collation_list WHERE name NOT IN ('RTRIM', 'NOCASE', 'BINARY')",
        ]).output.split(separator: "\n")
        #expect(names.contains("chronological"))
        let page = Page.text("docs/sql.md")
        for name in names { #expect(page.contains("`\(name)`"), "\(name)") }
    }

    @Test func `every output format and every option is documented`() throws {
        let help = try Program.run(["exec", "--help"]).output
        let joined = help.split { " \n".contains($0) }.joined(separator: " ")
        let formats = try #require(
            joined.split(separator: "(values: ").dropFirst().first?.split(separator: ")").first
        )
        .split { ", ".contains($0) }
        #expect(formats.count >= 8)
        let page = Page.text("docs/output.md")
        for format in formats { #expect(page.contains("`\(format)`"), "\(format)") }
    }
}
