import ProgramSupport
import Testing

/// What the pages show is run.
struct PageTests {
    private static let pages = Page.all.filter { !$0.hasPrefix("docs/reference/") }
    private static let statements = pages.flatMap(Page.blocks).filter { $0.language == "sql" }
    private static let sessions = Page.blocks("docs/tour.md").enumerated().filter {
        $0.element.language == "sh"
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
    func `a command of the tour runs and writes what the tour shows`(
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
        let blocks = Page.blocks("docs/tour.md")
        guard blocks.indices.contains(index + 1), blocks[index + 1].words == ["text", "output"]
        else {
            return
        }
        #expect(outcome.output + outcome.error == blocks[index + 1].text)
    }

    @Test(arguments: Page.all)
    func `links lead somewhere`(_ page: String) {
        let directory = page.split(separator: "/").dropLast().joined(separator: "/")
        for link in Page.links(page) {
            let parts = (directory.isEmpty ? link : "\(directory)/\(link)").split(separator: "/")
            let path = parts.reduce(into: [Substring]()) { path, part in
                if part == ".." { _ = path.popLast() } else if part != "." { path.append(part) }
            }.joined(separator: "/")
            #expect(
                ProjectFiles.text(path) != nil || !ProjectFiles.names(in: path).isEmpty,
                "\(page) links to \(link)"
            )
        }
    }

    @Test func `there are pages, statements and commands to run`() {
        #expect(Self.statements.count > 20)
        #expect(Self.sessions.count > 8)
    }
}
