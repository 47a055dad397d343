import Testing

/// Targets import what their walls allow.
struct WallTests {
    @Test func `no target imports what its wall forbids`() {
        #expect(SourceFile.all.count > 500)
        #expect(Walls.offences(in: SourceFile.all) == [])
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
