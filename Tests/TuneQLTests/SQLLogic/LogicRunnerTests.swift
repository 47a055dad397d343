import Testing
import TuneQL

/// The runner of sqllogictest files: it has to see what is wrong.
struct LogicRunnerTests {
    private struct Fixed: LogicEngine {
        var name = "tuneql"

        func rows(_ sql: String) async throws -> [[Value]] {
            switch sql {
            case "two": [[2, "b"], [1, ""]]
            case "real": [[.real(0.5)], [.null]]
            case "text": [["a\nb"]]
            default: throw LogicFailure(message: "no such table: \(sql)")
            }
        }
    }

    private func failures(_ text: String) async throws -> [Int] {
        var run = LogicRun(try LogicScript(text), on: Fixed())
        return await run.failures().map(\.line)
    }

    @Test(
        arguments: [
            "query IT nosort\ntwo\n----\n2\nb\n1\n(empty)\n",
            "query IT rowsort\ntwo\n----\n1\n(empty)\n2\nb\n",
            "query TT valuesort\ntwo\n----\n(empty)\n1\n2\nb\n",
            "query R\nreal\n----\n0.500\nNULL\n",
            "query T\ntext\n----\na@b\n",
            "statement ok\ntwo\n",
            "statement error no such table\nthree\n",
            "statement error\nthree\n",
            "skipif tuneql\nstatement ok\nthree\n",
            "onlyif sqlite\nstatement ok\nthree\n",
            "onlyif tuneql\n# why\nstatement ok\ntwo\n",
            "halt\n\nstatement ok\nthree\n",
            // printf '2\nb\n1\n(empty)\n' | md5sum
            """
            hash-threshold 3

            query IT
            two
            ----
            4 values hashing to 0321cc8e86ca10fa7fc30f156c6f98ff
            """,
        ]
    )
    func `what is right passes`(_ text: String) async throws {
        #expect(try await failures(text) == [])
    }

    @Test(
        arguments: [
            ("query IT nosort\ntwo\n----\n1\n(empty)\n2\nb\n", 2),
            ("query IT rowsort\ntwo\n----\n2\nb\n1\n(empty)\n", 2),
            ("query II\ntwo\n----\n2\nb\n1\n(empty)\n", 2),
            ("query I\ntwo\n----\n2\n1\n", 2),
            ("query T\nreal\n----\n0.5\nNULL\n", 2),
            ("query IT\ntwo\n----\n2\nb\n", 2),
            ("statement ok\nthree\n", 2),
            ("statement error\ntwo\n", 2),
            ("statement error no such column\nthree\n", 2),
            ("# a comment\n\nonlyif tuneql\n# another\nstatement ok\nthree\n", 6),
            (
                "query T nosort a\ntext\n----\na@b\n\nquery R nosort a\nreal\n----\n0.500\nNULL\n",
                7
            ),
        ] as [(String, Int)]
    )
    func `what is wrong is reported with its line`(_ text: String, _ line: Int) async throws {
        #expect(try await failures(text) == [line])
    }

    @Test(
        arguments: [
            ("query X\ntwo\n----\n", 1), ("\nstatement maybe\ntwo\n", 2), ("statement ok\n", 1),
            ("query I upwards\ntwo\n----\n", 1), ("two\nthree\n", 1),
        ] as [(String, Int)]
    )
    func `what is no record is refused`(_ text: String, _ line: Int) {
        let error = #expect(throws: LogicFormatError.self) { try LogicScript(text) }
        #expect(error?.line == line)
    }
}
