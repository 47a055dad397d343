import ProgramSupport
import Testing

/// The tutorial on provider documents, followed step by step in a new directory.
struct TutorialTests {
    private static let page = "docs/writing-a-provider.md"

    @Test func `each command of the tutorial writes what the page shows`() throws {
        let blocks = Page.blocks(Self.page)
        var commands = 0
        try TemporaryDirectory.use { (directory) throws in
            let environment = Program.environment.merging([
                "PATH": "\(Program.directory):/usr/bin:/bin", "TUNEQL_HOME": "\(directory)/home",
                "XDG_CACHE_HOME": "\(directory)/cache",
            ]) { $1 }
            for (index, block) in blocks.enumerated() where block.language == "sh" {
                let outcome = try Program.run(
                    "/bin/sh",
                    ["-c", block.text],
                    environment: environment,
                    directory: directory
                )
                let text = outcome.output + outcome.error
                #expect((outcome.exitCode != 0) == block.isExpectedToFail, "\(block): \(text)")
                commands += 1
                let next = blocks.dropFirst(index + 1).first
                guard next?.words == ["text", "output"] else { continue }
                #expect(text == next?.text, "\(block)")
            }
            // What a reader has in the end is the example, which the other tests use.
            for path in ["openapi.yaml", "src/acme/v1/provider.yaml", Self.service] {
                let made = try Program.run(
                    "/bin/cat",
                    [path],
                    environment: [:],
                    directory: directory
                )
                #expect(made.output == ProjectFiles.text("examples/provider/\(path)"), "\(path)")
            }
        }
        #expect(commands >= 8)
    }

    private static let service = "src/acme/v1/services/printing.yaml"

    @Test func `every key of documents is in the reference`() throws {
        let files = try Program.run(
            "/bin/grep",
            ["-rhoE", "x-(tuneql|stackQL)-[A-Za-z]+", "Sources/TuneQLRegistry"],
            environment: [:],
            directory: ProjectFiles.root
        )
        let keys = Set(files.output.split(separator: "\n"))
        #expect(keys.count >= 15)
        let page = Page.text("docs/reference/provider-documents.md")
        #expect(keys.filter { !page.contains("`\($0)`") } == [])
    }
}
