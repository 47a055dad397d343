import TestSupport
import Testing
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLTransport

@Suite struct FileTests {
    private let file = DatabaseFile()

    private func session(_ transport: any Transport, allowsFiles: Bool = true) throws -> Session {
        var configuration = Engine.Configuration(transport: transport)
        configuration.allowsFiles = allowsFiles
        return try Engine(
            configuration,
            client: APIClient(transport: transport, credentials: StaticCredentials.none)
        ).makeSession()
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n", [[2, #"{"a":"1","b":"2"}"#]]),
            ("a,b\r\n1,2\r\n\r\n3,4", [[2, #"{"a":"1","b":"2"}"#], [4, #"{"a":"3","b":"4"}"#]]),
            ("a\n\"x, \"\"y\"\"\nz\"\nw\n", [[2, #"{"a":"x, \"y\"\nz"}"#], [4, #"{"a":"w"}"#]]),
            ("\u{FEFF}a,\n,ä\n", [[2, #"{"a":"","":"ä"}"#]]),
            ("a,b\n", []), ("", []),
        ] as [(String, [[Value]])]
    )
    func `a CSV file is rows of objects`(_ text: String, _ expected: [[Value]]) async throws {
        let world = try World()
        file.write(text)
        let rows = try await session(world.transport).rows(
            "SELECT line, value || '' FROM csv_rows('\(file.path)')"
        )
        #expect(rows == expected)
    }

    @Test(
        arguments: [
            ("a,b\n1,2\n3\n", "line 3: 1 values, but the first line names 2"),
            ("a\n1,2\n", "line 2: 2 values, but the first line names 1"),
            ("a\n\n\"x\n", "line 3: the quote is not closed"),
            ("a\n\"x\"y\n", "line 2: text after a closing quote"),
        ] as [(String, String)]
    )
    func `a CSV file with a mistake is refused by the line`(_ text: String, _ message: String)
        async throws
    {
        let world = try World()
        file.write(text)
        let error = try #require(
            await session(world.transport).error("SELECT * FROM csv_rows('\(file.path)')")
        )
        #expect(error.code == .invalidValue)
        #expect(error.message == "\(file.path), \(message)")
    }

    @Test func `jobs are created from files`() async throws {
        let world = try World()
        let session = try session(world.transport)
        file.write(#"[{"n": "a", "s": {"trainingDatasetUri": "gs://b/a"}}]"#)
        let insert =
            "INSERT INTO \(World.jobs) (projectsId, locationsId, baseModel, tunedModelDisplayName, "
            + "supervisedTuningSpec) SELECT 'demo-project', 'us-central1', 'm', "
        let created = try await session.rows(
            insert + "value ->> 'n', value -> 's' FROM json_each(readfile('\(file.path)')) "
                + "RETURNING tunedModelDisplayName"
        )
        #expect(created == [["a"]])
        file.write("n,uri\nb,gs://b/b\nc,gs://b/c\n")
        let more = try await session.rows(
            insert + "value ->> 'n', json_object('trainingDatasetUri', value ->> 'uri') "
                + "FROM csv_rows('\(file.path)') RETURNING tunedModelDisplayName"
        )
        #expect(more == [["b"], ["c"]])
    }

    @Test(arguments: ["readfile", "csv_rows"])
    func `a library reads files only when it is told to`(_ function: String) async throws {
        let world = try World()
        file.write("a\n1\n")
        let session = try session(world.transport, allowsFiles: false)
        let error = try #require(await session.error("SELECT * FROM \(call(function))"))
        #expect(error.message == "\(function) is not allowed to read files here")
    }

    @Test(arguments: ["readfile", "csv_rows"])
    func `a view that is kept reads no files, a temporary one does`(_ function: String) async throws
    {
        let world = try World()
        file.write("[1]\n1\n")
        let session = try session(world.transport)
        let select = "SELECT * FROM \(call(function))"
        for kind in ["VIEW", "MATERIALIZED VIEW"] {
            let error = try #require(await session.error("CREATE \(kind) v AS \(select)"))
            #expect(error.message == "a stored view cannot read files")
        }
        _ = try await session.rows("CREATE TEMP VIEW v AS \(select)")
        if function == "csv_rows" { #expect(try await session.rows("SELECT * FROM v").count == 1) }
    }

    @Test func `a view that is kept may name what reads files`() async throws {
        let session = try session(try World().transport)
        _ = try await session.rows("CREATE VIEW v AS SELECT 'readfile' AS csv_rows")
        #expect(try await session.rows("SELECT csv_rows FROM v") == [["readfile"]])
        let error = try #require(
            await session.error("CREATE VIEW w AS SELECT 1 WHERE 1 IN (SELECT \"READFILE\"('x'))")
        )
        #expect(error.message == "a stored view cannot read files")
    }

    private func call(_ function: String) -> String {
        function == "readfile"
            ? "(SELECT readfile('\(file.path)'))" : "csv_rows('\(file.path)')"
    }

    @Test func `a file that is missing, and one that is no text, are refused`() async throws {
        let world = try World()
        let session = try session(world.transport)
        let missing = try #require(await session.error("SELECT readfile('/nowhere/x')"))
        #expect(missing.message == "/nowhere/x cannot be read: No such file or directory")
        #expect(try await session.rows("SELECT readfile(NULL)") == [[.null]])
        #expect(try await session.rows("SELECT * FROM csv_rows(NULL)").isEmpty)
        let unnamed = try #require(await session.error("SELECT * FROM csv_rows"))
        #expect(unnamed.message == "csv_rows cannot be read without a path")
    }
}

/// Records that nobody thought of.
@Suite struct CSVRoundTripTests {
    private let file = DatabaseFile()
    private static let pieces = [
        "", "a", ",", "\"", "\"\"", "\n", "\r", "\r\n", " ", "ä", "\u{FEFF}",
    ]

    @Test func `what a writer quotes is read as it was`() async throws {
        let world = try World()
        var configuration = Engine.Configuration(transport: world.transport)
        configuration.allowsFiles = true
        let session = try Engine(configuration).makeSession()
        var random = SplitMix64(seed: 7)
        for _ in 0..<300 {
            let rows = (0..<4).map { _ in
                (0..<3).map { _ in
                    (0..<Int.random(in: 0...4, using: &random)).map { _ in
                        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                    }.joined()
                }
            }
            let lines = rows.map { row in
                row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
            }
            file.write("x,y,z\n" + lines.joined(separator: "\n"))
            let read = try await session.rows(
                "SELECT value ->> 'x', value ->> 'y', value ->> 'z' FROM csv_rows('\(file.path)')"
            )
            #expect(read == rows.map { $0.map { .text($0) } })
        }
    }

    @Test func `what is no CSV is read or refused`() async throws {
        let world = try World()
        var configuration = Engine.Configuration(transport: world.transport)
        configuration.allowsFiles = true
        let session = try Engine(configuration).makeSession()
        var random = SplitMix64(seed: 11)
        for _ in 0..<500 {
            file.write(
                (0..<12).map { _ in
                    Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
                }.joined()
            )
            if let error = await session.error("SELECT * FROM csv_rows('\(file.path)')") {
                #expect(error.code == .invalidValue)
            }
        }
    }
}
