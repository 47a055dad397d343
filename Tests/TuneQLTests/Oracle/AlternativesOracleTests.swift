import Testing
import TestSupport
import TuneQL
import TuneQLTransport

/// Random ORs over a table whose parameter is a column with other values: the rows of a plain table
/// whose column has the values that are sent, or a warning.
@Suite struct AlternativesOracleTests {
    /// Instances of three zones, answered for one zone or for all of them.
    private struct Instances: Transport {
        static let rows = (0..<12).map { number in
            (zone: ["a", "b", "c"][number % 3], name: "i\(number % 4)", size: number % 5)
        }

        func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
            let path = request.url.split(separator: "?")[0]
            let zone = path.firstRange(of: "/zones/").map { range in
                String(path[range.upperBound...].split(separator: "/")[0])
            }
            let rows = Self.rows.filter { zone == nil || $0.zone == zone }
                .map { ShapeWorld.row($0.name, $0.zone, size: $0.size) }
                .joined(separator: ",")
            let body =
                zone == nil
                ? #"{"items":{"all":{"instances":[\#(rows)]}}}"# : #"{"items":[\#(rows)]}"#
            return HTTPResponse(status: 200, body: Array(body.utf8))
        }
    }

    private func rows(_ table: String, _ condition: RandomAlternatives, in session: Session)
        async throws -> (rows: [String], isWarned: Bool)
    {
        let bindings = Bindings(positional: condition.values.map { .text($0) }, named: [:])
        let results = try await session.run(
            "SELECT name, size FROM \(table) WHERE project = 'p' AND \(condition.sql)",
            bindings
        )
        let isWarned = !results.warnings.isEmpty
        var rows: [String] = []
        for try await row in results { rows.append("\(row[0]) \(row[1])") }
        return (rows.sorted(), isWarned)
    }

    @Test func `random ORs give the rows of a plain table, or a warning`() async throws {
        let sessions = try [true, false].map { _ in try ShapeWorld.session(over: Instances()) }
        _ = try await sessions[1].run("SET pushdown = off")
        for session in sessions {
            _ = try await session.run("CREATE TABLE plain(project, zone, name, size INTEGER)")
            for row in Instances.rows {
                _ = try await session.run(
                    "INSERT INTO plain VALUES ('p', '\(row.zone)', '\(row.name)', \(row.size))"
                )
            }
        }
        var random = SplitMix64(seed: 7)
        var compared = 0
        for _ in 0..<400 {
            let condition = RandomAlternatives(&random)
            for session in sessions {
                let found = try await rows("acme.shapes.instances", condition, in: session)
                guard !found.isWarned else { continue }
                let expected = try await rows("plain", condition, in: session).rows
                compared += 1
                guard found.rows != expected else { continue }
                Issue.record("\(condition.sql), \(condition.values)")
                return
            }
        }
        #expect(compared > 200)
    }
}
