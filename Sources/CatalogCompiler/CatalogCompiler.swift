import Glibc
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// Compiles provider documents for the build, and into reference pages.
@main
enum CatalogCompiler {
    private static let usage = """
        usage: CatalogCompiler embed ROOT FILE.swift     the catalog as Swift source
               CatalogCompiler image ROOT FILE.db        the catalog as a SQLite file
               CatalogCompiler reference ROOT DIRECTORY  a page for each resource
               CatalogCompiler discovery ROOT FILE.db    Google's documents as a SQLite file
               CatalogCompiler service DOCUMENT.json OVERLAY.yaml FILE.yaml
                                                         one of Google's documents as OpenAPI

        """

    static func main() {
        let arguments = CommandLine.arguments
        do {
            switch (arguments.dropFirst().first, arguments.count) {
            case ("service", 5):
                try writeService(of: arguments[2], overlay: arguments[3], to: arguments[4])
            case (let action?, 4): try run(action, root: arguments[2], output: arguments[3])
            default: fail(usage)
            }
        } catch {
            fail("error: \(error)\n")
        }
    }

    private static func run(_ action: String, root: String, output: String) throws {
        let image = { try Registry(directory: root).compiled() }
        switch action {
        case "embed": write(Array(EmbeddedSource.text(of: try image()).utf8), to: output)
        case "image": write(try image(), to: output)
        case "reference":
            for page in try ReferencePage.pages(of: try Catalog(image: try image())) {
                write(Array(page.text.utf8), to: "\(output)/\(page.name).md")
            }
        case "discovery": try importDiscovery(root, to: output)
        default: fail(usage)
        }
    }

    /// Writes the catalog of a folder of discovery documents, and prints what it has.
    private static func importDiscovery(_ root: String, to output: String) throws {
        let folder = try DiscoveryFolder(root)
        var counts = DiscoveryCounts()
        counts.problems = folder.problems.count
        var writer = try CatalogWriter(path: output)
        try writer.add(DiscoveryReader.provider)
        for file in folder.files {
            let reading = try folder.reading(of: file, by: DiscoveryReader())
            counts.add(reading.contents)
            counts.problems += reading.problems.count
            try writer.add(reading.contents)
        }
        try writer.finish()
        let costs = DiscoveryCounts.costs
        for file in folder.files {
            counts.addRoutes(of: try folder.reading(of: file, by: DiscoveryReader()).contents)
        }
        print(counts.summary, costs, separator: "", terminator: "")
        for name in counts.unreachable.prefix(20) { print("  \(name)") }
    }

    /// Writes a service's document from its discovery document, and ours about it.
    private static func writeService(
        of path: String,
        overlay overlayPath: String,
        to output: String
    ) throws {
        let document = try DiscoveryDocument(try Directory.contents(of: path), named: path)
        let bytes = try Directory.contents(of: overlayPath)
        let overlay = try JSONValue(document: bytes, named: overlayPath)
        let text = try OpenAPIDocument(document).text(overlay: overlay, named: overlayPath)
        write(Array(text.utf8), to: output)
    }

    private static func write(_ bytes: [UInt8], to path: String) {
        guard let file = fopen(path, "wb") else { fail("error: \(path) cannot be written\n") }
        let count = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, count == bytes.count else {
            fail("error: \(path) was not written whole\n")
        }
    }

    private static func fail(_ message: String) -> Never {
        let bytes = Array(message.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
        exit(1)
    }
}
