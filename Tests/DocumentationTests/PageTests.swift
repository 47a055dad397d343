import ProgramSupport
import Testing

/// What the pages show is run.
struct PageTests {
    private static let pages = Page.all.filter { !$0.hasPrefix("docs/reference/") }
    private static let statements = pages.flatMap(Page.blocks).filter { $0.language == "sql" }
    private static let sessions = ["docs/tour.md", "docs/charts.md"].flatMap { page in
        Page.blocks(page).enumerated().filter { $0.element.language == "sh" }
            .map { (page, $0.offset, $0.element) }
    }

    @Test(arguments: statements)
    func `the SQL of a page runs`(_ block: Block) throws {
        let outcome = try Program.run(["exec", "--emulator", "--yes", "-"], input: block.text)
        if block.isExpectedToFail {
            #expect(outcome.exitCode != 0)
        } else {
            #expect(outcome.exitCode == 0, "\(outcome.error)")
        }
    }

    @Test(arguments: sessions)
    func `a command of a page runs and writes what the page shows`(
        _ page: String,
        _ index: Int,
        _ block: Block
    ) throws {
        let outcome = try Program.run(
            "/bin/sh",
            ["-c", block.text],
            environment: Program.environment.merging(["PATH": "\(Program.directory):/usr/bin:/bin"])
            {
                $1
            },
            directory: ProjectFiles.root
        )
        #expect((outcome.exitCode != 0) == block.isExpectedToFail, "\(outcome.error)")
        let blocks = Page.blocks(page)
        guard blocks.indices.contains(index + 1), blocks[index + 1].words == ["text", "output"]
        else {
            return
        }
        #expect(outcome.output + outcome.error == blocks[index + 1].text)
    }

    @Test(arguments: Page.all)
    func `links lead to files and headings that exist`(_ page: String) {
        #expect(Page.links(page).filter { !$0.isValid }.map(\.description) == [])
    }

    @Test func `anchors follow the rules of GitHub`() {
        #expect(Link("errors.md#forbidden", on: "docs/security.md").isValid)
        #expect(Link("../SECURITY.md", on: "docs/security.md").isValid)
        #expect(Link("#surface-and-defences", on: "docs/security.md").isValid == false)
        #expect(Link("#attack-surface-and-defences", on: "docs/security.md").isValid)
        #expect(Link("nowhere.md#forbidden", on: "docs/security.md").isValid == false)
    }

    @Test func `there are pages, statements and commands to run`() {
        #expect(Self.statements.count > 20)
        #expect(Self.sessions.count > 8)
        #expect(Page.all.flatMap(Page.links).filter { $0.anchor != nil }.count > 50)
    }
}
