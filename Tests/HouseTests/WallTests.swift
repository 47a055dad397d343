import Testing

/// Targets import what their walls allow.
struct WallTests {
    @Test func `no target imports what its wall forbids`() {
        #expect(SourceFile.all.count > 500)
        #expect(Walls.offences(in: SourceFile.all) == [])
    }

    @Test func `each folder has a row, and each row a folder that needs it`() {
        #expect(Walls.differences(from: SourceFile.all) == [])
    }

    @Test func `a folder without a row, and a row without a folder, are found`() {
        let added = SourceFile(path: "Sources/TuneQLNew/File.swift", text: "\n")
        let moved = SourceFile.all.filter { $0.target != "TuneQLText" } + [added]
        #expect(
            Walls.differences(from: moved) == ["TuneQLText has no folder", "TuneQLNew has no row"]
        )
    }

    @Test func `an import that nothing needs is found`() {
        let files = SourceFile.all.filter {
            $0.target != "TuneQLSQLite" || $0.imports.allSatisfy { $0.module != "TuneQLText" }
        }
        #expect(Walls.differences(from: files) == ["TuneQLSQLite does not import TuneQLText"])
    }

    @Test func `a foreign library is used in its folder`() {
        for (library, folder) in Walls.libraries {
            let files = SourceFile.all.filter { $0.path.hasPrefix(folder) }
            #expect(files.contains { $0.imports.contains { $0.module == library } }, "\(library)")
        }
    }

    @Test func `the table of parts in the documentation is this one`() {
        let parts = PartsTable.parts
        #expect(Set(parts.keys) == Set(Walls.parts.keys))
        for (target, imports) in Walls.parts {
            #expect(parts[target]?.sorted() == imports.sorted(), "\(target)")
        }
    }

    @Test(
        arguments: [
            ("TuneQLText/Names.swift", "import Foundation", "Foundation"),
            ("TuneQLSyntax/Lexing/Lexer.swift", "package import TuneQLCatalog", "TuneQLCatalog"),
            ("TuneQLRendering/TableRenderer.swift", "internal import TuneQL", "TuneQL"),
            (
                "TuneQLCommand/Files.swift", "import class FoundationEssentials.Data",
                "FoundationEssentials"
            ),
            ("TuneQL/Session.swift", "@preconcurrency import NIOCore", "NIOCore"),
            ("TuneQLAnalysis/Scope.swift", "    import TuneQLSQLite", "TuneQLSQLite"),
            ("TuneQLEmulator/Emulator.swift", "public import NIOHTTP1", "NIOHTTP1"),
            ("TuneQLUnheardOf/File.swift", "import Glibc", "Glibc"),
        ]
    )
    func `a forbidden import is found`(_ path: String, _ line: String, _ module: String) {
        let file = SourceFile(path: "Sources/\(path)", text: "/// A comment.\n\(line)\n")
        #expect(Walls.offences(in: [file]) == ["Sources/\(path):2: \(module)"])
    }

    @Test(
        arguments: [
            ("TuneQLText/Names.swift", "// import Foundation"),
            ("TuneQLText/Names.swift", "let text = \"an import of Foundation\""),
            ("TuneQLText/Names.swift", "#if canImport(Glibc)"),
            ("TuneQLAnalysis/Scope.swift", "package import TuneQLSyntax"),
            ("TuneQLEmulator/Server/EmulatorServer.swift", "import NIOPosix"),
            ("TuneQLSQLite/Connection.swift", "import struct CSQLite.sqlite3_value"),
        ]
    )
    func `what is allowed, or no import, is passed over`(_ path: String, _ line: String) {
        let file = SourceFile(path: "Sources/\(path)", text: "\(line)\n")
        #expect(Walls.offences(in: [file]) == [])
    }
}
