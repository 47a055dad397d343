import Testing
import TuneQL

@Suite struct TimestampTests {
    /// The same instants in other spellings: A < B = C < D < E = F.
    static let times = [
        "A": "2026-07-01T00:03:04Z", "B": "2026-07-01T00:03:04.5Z",
        "C": "2026-07-01T02:03:04.500+02:00", "D": "2026-07-01T00:03:04.500000001Z",
        "E": "2026-07-01T00:03:05.100100Z", "F": "2026-06-30T17:03:05.1001-07:00",
    ]

    private func session() throws -> Session {
        let items = Self.times.sorted { $0.value < $1.value }.map {
            #"{"name": "\#($0.key)", "createTime": "\#($0.value)"}"#
        }
        let page = #"{"tuningJobs": [\#(items.joined(separator: ","))]}"#
        return try World.session(ScriptedTransport(Array(repeating: page, count: 9)))
    }

    @Test(
        arguments: [
            ("SELECT name FROM %t WHERE %w ORDER BY createTime, name", "ABCDEF"),
            ("SELECT name FROM %t WHERE %w ORDER BY createTime DESC, name", "EFDBCA"),
            (
                "SELECT name FROM %t WHERE %w AND createTime > '2026-07-01T00:03:04.5Z' ORDER BY 1",
                "DEF"
            ),
            (
                "SELECT name FROM %t WHERE %w AND createTime = '2026-07-01T00:03:04.5Z' ORDER BY 1",
                "BC"
            ),
            ("SELECT name FROM %t WHERE %w AND createTime > '2026' ORDER BY 1", "ABCDEF"),
            ("SELECT name FROM %t WHERE %w AND createTime < '2026-07' ORDER BY 1", ""),
            ("SELECT name FROM %t WHERE %w AND createTime < '2026-07-01' ORDER BY 1", ""),
            ("SELECT name FROM %t WHERE %w AND createTime < '2027' ORDER BY 1", "ABCDEF"),
            (
                "SELECT name FROM %t WHERE %w AND createTime IN ('2026-07-01T00:03:05.1001Z') ORDER BY 1",
                "EF"
            ),
            ("SELECT name FROM (SELECT name, min(createTime) FROM %t WHERE %w)", "A"),
            (
                "SELECT count(DISTINCT createTime) FROM %t WHERE %w", "4"
            ),
        ] as [(String, String)]
    )
    func `times compare as instants`(_ sql: String, _ expected: String) async throws {
        let rows = try await session().rows(World.filled(sql))
        #expect(rows.map { $0[0].plain.trimmed }.joined() == expected)
    }

    @Test func `the latest time is the latest instant`() async throws {
        let rows = try await session().rows(
            World.filled("SELECT max(createTime), min(createTime) FROM %t WHERE %w")
        )
        #expect([Self.times["E"], Self.times["F"]].contains(rows[0][0].plain.trimmed))
        #expect(rows[0][1].plain.trimmed == Self.times["A"])
    }
}

extension String {
    /// The text without the quotes of ``Value/plain``.
    fileprivate var trimmed: String {
        hasPrefix("'") ? String(dropFirst().dropLast()) : self
    }
}
