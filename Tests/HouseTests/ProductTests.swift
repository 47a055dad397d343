import ProgramSupport
import Testing

/// A program can name each type that the API of a product mentions.
struct ProductTests {
    /// The targets of each library, by its name.
    private static let products: [(name: String, targets: [String])] = {
        let manifest = ProjectFiles.text("Package.swift") ?? ""
        return manifest.split(separator: ".library(").dropFirst().map { library in
            let quoted = library.prefix { $0 != ")" }.split(separator: "\"")
            let names = quoted.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
            return (names[0], Array(names.dropFirst()))
        }
    }()

    @Test func `a product has the modules that its API names`() {
        #expect(Self.products.map(\.name) == ["TuneQL", "TuneQLEmulator"])
        let own = Set(SourceFile.all.map(\.target))
        for (name, targets) in Self.products {
            let files = SourceFile.all.filter { targets.contains(String($0.target)) }
            let named = Set(files.flatMap(\.publicImports)).intersection(own)
            #expect(!named.isEmpty)
            #expect(named.subtracting(targets.map { $0[...] }) == [], "\(name)")
        }
    }
}

extension SourceFile {
    /// The modules whose types the file's public declarations name.
    fileprivate var publicImports: [Substring] {
        lines.filter { $0.hasPrefix("public import ") }.compactMap { $0.split(separator: " ").last }
    }
}
