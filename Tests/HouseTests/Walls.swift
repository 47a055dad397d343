/// The modules that each target may import.
///
/// The manifest cannot be this list: it takes any line that is added, and products bring modules with them. A new
/// dependency needs a line here, with its reason in the message of the commit.
enum Walls {
    /// The imports of each target.
    ///
    /// Modules of the toolchain are listed too: a target without `Glibc` makes no system calls.
    static let imports: [Substring: Set<Substring>] = [
        "TuneQLText": [],
        "TuneQLJSON": [],
        "TuneQLSyntax": ["TuneQLText"],
        "TuneQLYAML": ["TuneQLJSON", "CYAML"],
        "TuneQLTemplates": ["TuneQLText", "TuneQLJSON", "TuneQLSyntax", "TuneQLYAML", "Glibc"],
        // Stacks of resources: what is next is decided without an engine.
        "TuneQLDeploy": [
            "TuneQLText", "TuneQLJSON", "TuneQLSyntax", "TuneQLYAML", "TuneQLTemplates",
        ],
        "TuneQLSQLite": ["TuneQLText", "CSQLite", "Synchronization"],
        "TuneQLTransport": [
            "TuneQLText", "TuneQLJSON", "CCurl", "Glibc", "Synchronization",
        ],
        "TuneQLCredentials": [
            "TuneQLText", "TuneQLJSON", "TuneQLTransport", "CCrypto", "Glibc", "Synchronization",
        ],
        "TuneQLCatalog": [
            "TuneQLText", "TuneQLJSON", "TuneQLSQLite", "Glibc", "Synchronization",
        ],
        "TuneQLRegistry": ["TuneQLText", "TuneQLJSON", "TuneQLYAML", "TuneQLCatalog", "Glibc"],
        // Names, columns and types of a statement, without a connection or a call.
        "TuneQLAnalysis": ["TuneQLText", "TuneQLJSON", "TuneQLSyntax", "TuneQLCatalog"],
        // What may stand at a cursor: no connection, no terminal.
        "TuneQLCompletion": ["TuneQLText", "TuneQLSyntax", "TuneQLCatalog", "TuneQLAnalysis"],
        "TuneQLCatalogData": ["TuneQLSQLite", "TuneQLCatalog"],
        "CatalogCompiler": [
            "TuneQLText", "TuneQLJSON", "TuneQLYAML", "TuneQLSQLite", "TuneQLCatalog",
            "TuneQLRegistry", "Glibc",
        ],
        "TuneQLCalls": [
            "TuneQLText", "TuneQLJSON", "TuneQLTransport", "TuneQLCredentials", "TuneQLCatalog",
            "Synchronization",
        ],
        "TuneQLScan": [
            "TuneQLText", "TuneQLJSON", "TuneQLSQLite", "TuneQLTransport", "TuneQLCatalog",
            "TuneQLCalls", "Dispatch", "Glibc", "Synchronization",
        ],
        "TuneQL": [
            "TuneQLText", "TuneQLJSON", "TuneQLSyntax", "TuneQLAnalysis", "TuneQLCompletion",
            "TuneQLSQLite",
            "TuneQLTransport", "TuneQLCredentials", "TuneQLCatalog", "TuneQLCatalogData",
            "TuneQLCalls", "TuneQLScan", "Dispatch", "Glibc", "Logging", "Synchronization",
        ],
        // Glibc loads libxlsxwriter.
        "TuneQLRendering": ["TuneQLText", "TuneQLJSON", "Glibc"],
        "TuneQLEmulator": [
            "TuneQLText", "TuneQLJSON", "TuneQLTransport", "NIOCore", "NIOHTTP1", "NIOPosix",
            "Glibc", "Synchronization",
        ],
        "TuneQLCommand": [
            "TuneQLText", "TuneQLJSON", "TuneQLSyntax", "TuneQLTemplates", "TuneQLTransport",
            "TuneQLCredentials", "TuneQLCatalog", "TuneQLCompletion", "TuneQLCalls",
            "TuneQLDeploy", "TuneQLRegistry", "TuneQLScan", "TuneQL", "TuneQLRendering",
            "TuneQLEmulator",
            "ArgumentParser", "CEdit", "Glibc", "Synchronization",
        ],
    ]

    /// The one folder of the sources that uses a foreign library.
    static let libraries: [Substring: String] = [
        "CCrypto": "Sources/TuneQLCredentials/Crypto/",
        "CCurl": "Sources/TuneQLTransport/Curl/",
        "CEdit": "Sources/TuneQLCommand/Shell/",
        "CYAML": "Sources/TuneQLYAML/",
        "NIOCore": "Sources/TuneQLEmulator/Server/",
        "NIOHTTP1": "Sources/TuneQLEmulator/Server/",
        "NIOPosix": "Sources/TuneQLEmulator/Server/",
    ]

    /// The imports that a wall forbids, as `path:line: module`.
    static func offences(in files: [SourceFile]) -> [String] {
        files.flatMap { file in
            file.imports.filter { !isAllowed($0.module, in: file) }
                .map { "\(file.path):\($0.line): \($0.module)" }
        }
    }

    /// The targets that lack a row or a folder, and the allowed modules that no file imports.
    static func differences(from files: [SourceFile]) -> [String] {
        var used: [Substring: Set<Substring>] = [:]
        for file in files {
            used[file.target, default: []].formUnion(file.imports.map(\.module))
        }
        let rows = Set(imports.keys)
        let surplus = imports.flatMap { target, modules in
            modules.subtracting(used[target] ?? modules).map { "\(target) does not import \($0)" }
        }
        return rows.subtracting(used.keys).map { "\($0) has no folder" }.sorted()
            + Set(used.keys).subtracting(rows).map { "\($0) has no row" }.sorted()
            + surplus.sorted()
    }

    /// The targets of the project that each target may import, by the names in the documentation.
    static var parts: [String: Set<String>] {
        Dictionary(
            uniqueKeysWithValues: imports.map { target, modules in
                (String(target), Set(modules.filter { imports[$0] != nil }.map(String.init)))
            }
        )
    }

    private static func isAllowed(_ module: Substring, in file: SourceFile) -> Bool {
        let allowed = imports[file.target, default: []]
        guard allowed.contains(module) else { return false }
        return libraries[module].map { file.path.hasPrefix($0) } ?? true
    }
}
