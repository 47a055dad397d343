// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "TuneQL",
    products: [
        .library(
            name: "TuneQL",
            targets: ["TuneQL", "TuneQLCalls", "TuneQLTransport", "TuneQLRegistry"]
        ),
        .library(name: "TuneQLEmulator", targets: ["TuneQLEmulator", "TuneQLTransport"]),
        .executable(name: "tuneql", targets: ["TuneQLCommand"]),
    ],
    traits: [
        .trait(name: "Fuzzing", description: "Makes the fuzz targets entry points of libFuzzer.")
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        // C libraries: a module map and what Swift can't call.
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        // No pkgConfig: these two are loaded when they are needed first, so must not be linked.
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CCrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // No pkgConfig: the module map links the archive, so that programs do not need the library.
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),

        // The engine, from bytes to rows.
        .target(name: "TuneQLText", swiftSettings: settings),
        .target(name: "TuneQLJSON", swiftSettings: settings),
        .target(name: "TuneQLSyntax", dependencies: ["TuneQLText"], swiftSettings: settings),
        .target(
            name: "TuneQLYAML",
            dependencies: ["TuneQLJSON", "CYAML"],
            swiftSettings: settings
        ),
        // Scripts with placeholders, conditions and loops.
        .target(
            name: "TuneQLTemplates",
            dependencies: ["TuneQLJSON", "TuneQLSyntax", "TuneQLText", "TuneQLYAML"],
            swiftSettings: settings
        ),
        // Stacks of resources: manifests, queries, and which of them is sent next.
        .target(
            name: "TuneQLDeploy",
            dependencies: [
                "TuneQLJSON", "TuneQLSyntax", "TuneQLTemplates", "TuneQLText", "TuneQLYAML",
            ],
            swiftSettings: settings
        ),
        .target(
            name: "TuneQLSQLite",
            dependencies: ["TuneQLText", "CSQLite"],
            swiftSettings: settings + [.strictMemorySafety()]
        ),
        .target(
            name: "TuneQLCatalog",
            dependencies: ["TuneQLJSON", "TuneQLSQLite", "TuneQLText"],
            swiftSettings: settings
        ),
        // Provider documents become catalogs.
        .target(
            name: "TuneQLRegistry",
            dependencies: ["TuneQLCatalog", "TuneQLJSON", "TuneQLText", "TuneQLYAML"],
            swiftSettings: settings
        ),
        // The catalog of provider/, compiled at build time and embedded.
        .target(
            name: "TuneQLCatalogData",
            dependencies: ["TuneQLCatalog", "TuneQLSQLite"],
            swiftSettings: settings,
            plugins: ["CatalogPlugin"]
        ),
        .executableTarget(
            name: "CatalogCompiler",
            dependencies: [
                "TuneQLCatalog", "TuneQLJSON", "TuneQLRegistry", "TuneQLSQLite", "TuneQLText",
                "TuneQLYAML",
            ],
            swiftSettings: settings
        ),
        .plugin(
            name: "CatalogPlugin",
            capability: .buildTool(),
            dependencies: ["CatalogCompiler"]
        ),
        // A request and its response: libcurl, recordings, redaction.
        .target(
            name: "TuneQLTransport",
            dependencies: ["TuneQLJSON", "TuneQLText", "CCurl"],
            swiftSettings: settings
        ),
        // The credentials that requests carry.
        .target(
            name: "TuneQLCredentials",
            dependencies: ["TuneQLTransport", "TuneQLJSON", "TuneQLText", "CCrypto"],
            swiftSettings: settings
        ),
        // Method calls become pages.
        .target(
            name: "TuneQLCalls",
            dependencies: [
                "TuneQLCatalog", "TuneQLTransport", "TuneQLCredentials", "TuneQLJSON", "TuneQLText",
            ],
            swiftSettings: settings
        ),
        // Names, columns and types of a statement, from its tree and the catalog.
        .target(
            name: "TuneQLAnalysis",
            dependencies: ["TuneQLCatalog", "TuneQLJSON", "TuneQLSyntax", "TuneQLText"],
            swiftSettings: settings
        ),
        // Calls become rows of virtual tables, on any SQLite connection; nothing of the dialect.
        .target(
            name: "TuneQLScan",
            dependencies: [
                "TuneQLJSON", "TuneQLText", "TuneQLSQLite", "TuneQLCatalog", "TuneQLTransport",
                "TuneQLCalls",
            ],
            swiftSettings: settings
        ),
        // What may stand at a cursor, from catalogs alone.
        .target(
            name: "TuneQLCompletion",
            dependencies: ["TuneQLAnalysis", "TuneQLCatalog", "TuneQLSyntax", "TuneQLText"],
            swiftSettings: settings
        ),
        .target(
            name: "TuneQL",
            dependencies: [
                "TuneQLAnalysis", "TuneQLJSON", "TuneQLSyntax", "TuneQLText", "TuneQLSQLite",
                "TuneQLCompletion", "TuneQLCatalog", "TuneQLCatalogData", "TuneQLTransport",
                "TuneQLCredentials",
                "TuneQLCalls", "TuneQLScan",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings
        ),

        // What stands around it.
        .target(
            name: "TuneQLRendering",
            dependencies: ["TuneQLJSON", "TuneQLText"],
            swiftSettings: settings
        ),
        .target(
            name: "TuneQLEmulator",
            dependencies: [
                "TuneQLTransport", "TuneQLJSON", "TuneQLText",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "TuneQLCommand",
            dependencies: [
                "TuneQL", "TuneQLTransport", "TuneQLCredentials", "TuneQLCalls", "TuneQLRegistry",
                "TuneQLCatalog", "TuneQLRendering", "TuneQLEmulator", "TuneQLScan",
                "TuneQLCompletion", "TuneQLDeploy", "TuneQLSyntax", "TuneQLTemplates",
                "TuneQLJSON", "TuneQLText", "CEdit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings,
            // The dynamic linker reads every exported symbol at every start, and nothing loads the program.
            // What scripts/static-libraries names is linked in.
            linkerSettings: [
                .unsafeFlags(
                    [
                        "-L\(Context.packageDirectory)/.build/static-libraries",
                        "-Xlinker", "--no-export-dynamic",
                    ],
                    .when(platforms: [.linux], configuration: .release)
                )
            ]
        ),

        // Inputs that nobody thought of; see scripts/fuzz.
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                "TuneQLCatalog", "TuneQLTransport", "TuneQLCredentials", "TuneQLCalls",
                "TuneQLJSON", "TuneQLRegistry", "TuneQLSyntax", "TuneQLTemplates", "TuneQLYAML",
                "TuneQLText",
            ],
            path: "Fuzzing/Fuzz",
            swiftSettings: settings
        ),
        // What `make bench` measures in process; the rest is measured from outside, by bench.py.
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "TuneQL", "TuneQLCatalog", "TuneQLCatalogData", "TuneQLCompletion", "TuneQLJSON",
                "TuneQLSQLite",
                "TuneQLScan",
            ],
            path: "Benchmarks/InProcess",
            swiftSettings: settings
        ),

        // What tests of several targets need: a clock that nobody waits for, and seeded numbers.
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: settings),
        // Makes SQLite's allocations fail.
        .target(name: "FaultyAllocator", dependencies: ["CSQLite"], path: "Tests/FaultyAllocator"),
        .testTarget(
            name: "TuneQLJSONTests",
            dependencies: ["TuneQLJSON", "TestSupport"],
            resources: [.copy("Resources")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLRenderingTests",
            dependencies: ["TuneQLRendering", "TuneQLJSON"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLSyntaxTests",
            dependencies: ["TuneQLSyntax", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLYAMLTests",
            dependencies: ["TuneQLYAML", "TuneQLJSON"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLTemplatesTests",
            dependencies: ["TuneQLTemplates", "TuneQLJSON", "TuneQLSyntax", "TestSupport"],
            resources: [.copy("Resources")],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLDeployTests",
            dependencies: ["TuneQLDeploy", "TuneQLJSON", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLAnalysisTests",
            dependencies: ["TuneQLAnalysis", "TuneQLCatalog", "TuneQLCatalogData", "TuneQLSyntax"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLCompletionTests",
            dependencies: ["TuneQLCompletion", "TuneQLCatalog", "TuneQLCatalogData"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLTextTests",
            dependencies: ["TuneQLText", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLSQLiteTests",
            dependencies: ["TuneQLSQLite"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLScanTests",
            dependencies: [
                "TuneQLScan", "TuneQLCalls", "TuneQLCatalog", "TuneQLCredentials", "TuneQLJSON",
                "TuneQLSQLite", "TuneQLTransport", "TestSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLTests",
            dependencies: [
                "TuneQL", "TuneQLEmulator", "TuneQLTransport", "TuneQLCredentials", "TuneQLCalls",
                "TuneQLCatalog", "TuneQLJSON", "TuneQLRegistry", "TuneQLScan",
                "TuneQLSQLite", "TuneQLSyntax", "TestSupport", "ProgramSupport", "CCrypto",
                "FaultyAllocator",
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: settings,
            linkerSettings: [.linkedLibrary("crypto")]
        ),
        .testTarget(
            name: "TuneQLCatalogTests",
            dependencies: [
                "TuneQLCatalog", "TuneQLCatalogData", "TuneQLJSON", "TuneQLSQLite",
                "ProgramSupport",
            ],
            exclude: ["Resources"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLRegistryTests",
            dependencies: [
                "TuneQLRegistry", "TuneQLCatalog", "TuneQLCatalogData", "TuneQLJSON",
                "TuneQLText", "ProgramSupport",
            ],
            exclude: ["Resources"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CatalogCompilerTests",
            dependencies: [
                "CatalogCompiler", "TuneQLCatalog", "TuneQLCatalogData", "TuneQLJSON",
                "TuneQLRegistry", "ProgramSupport",
            ],
            swiftSettings: settings
        ),
        // Transports that tests script, and recorded responses.
        .target(
            name: "TransportSupport",
            dependencies: ["TuneQLTransport", "TestSupport"],
            path: "Tests/TransportSupport",
            exclude: ["Resources"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLTransportTests",
            dependencies: ["TuneQLTransport", "TestSupport", "TransportSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLCredentialsTests",
            dependencies: [
                "TuneQLCredentials", "TuneQLTransport", "TuneQLJSON", "TestSupport",
                "TransportSupport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLCallsTests",
            dependencies: [
                "TuneQLCalls", "TuneQLCredentials", "TuneQLTransport", "TuneQLCatalog",
                "TuneQLJSON", "TestSupport", "TransportSupport",
            ],
            swiftSettings: settings
        ),
        // The built program, run by the tests that follow.
        .target(name: "ProgramSupport", path: "Tests/ProgramSupport", swiftSettings: settings),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "ProgramSupport", "TuneQLCommand", "TuneQL", "TuneQLTransport", "TuneQLCredentials",
                "TuneQLCalls",
            ],
            swiftSettings: settings
        ),
        // What each target may import, and how large files and functions may be.
        .testTarget(
            name: "HouseTests",
            dependencies: ["ProgramSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DocumentationTests",
            dependencies: [
                "ProgramSupport", "TuneQL", "TuneQLCalls", "TuneQLCommand", "TuneQLEmulator",
                "TuneQLRegistry", "TuneQLSQLite", "TuneQLTransport",
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "TuneQLEmulatorTests",
            dependencies: [
                "TuneQLEmulator", "TuneQLTransport", "TuneQLCredentials", "TuneQLCalls",
                "TuneQLJSON",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            resources: [.copy("Resources")],
            swiftSettings: settings
        ),
    ],
    swiftLanguageModes: [.v6]
)
