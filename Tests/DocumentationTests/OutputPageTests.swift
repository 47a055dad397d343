import ProgramSupport
import Testing

/// The page about output: its examples, as they are written down.
struct OutputPageTests {
    private static let page = "docs/output.md"

    @Test func `each example writes what the page shows`() throws {
        let blocks = Page.blocks(Self.page)
        var examples = 0
        for (index, block) in blocks.enumerated() where block.language == "sh" {
            let shown = try #require(blocks.dropFirst(index + 1).first)
            #expect(shown.words == ["text", "output"])
            let environment = Program.environment.merging([
                "PATH": "\(Program.directory):/usr/bin:/bin"
            ]) { $1 }
            let outcome = try Program.run(
                "/bin/sh",
                ["-c", block.text],
                environment: environment,
                directory: ProjectFiles.root
            )
            #expect(outcome.output + outcome.error == shown.text, "\(block)")
            examples += 1
        }
        #expect(examples >= 16)
    }

    @Test func `every option of output is on the page`() throws {
        let page = Page.text(Self.page)
        for option in ["--nullvalue", "--table", "--expanded", "--color", "--no-pager", "--stats"] {
            #expect(page.contains("\(option)"), "\(option)")
        }
    }
}
