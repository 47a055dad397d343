import Glibc
import TuneQLCatalog
import TuneQLRegistry

/// Compiles provider documents for the build, and into reference pages.
@main
enum CatalogCompiler {
    private static let usage = """
        usage: CatalogCompiler embed ROOT FILE.swift     the catalog as Swift source
               CatalogCompiler image ROOT FILE.db        the catalog as a SQLite file
               CatalogCompiler reference ROOT DIRECTORY  a page for each resource

        """

    static func main() {
        let arguments = CommandLine.arguments
        guard arguments.count == 4 else { fail(usage) }
        do {
            try run(arguments[1], root: arguments[2], output: arguments[3])
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
        default: fail(usage)
        }
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
