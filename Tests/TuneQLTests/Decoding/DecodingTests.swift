import Testing
import TuneQL

/// Rows as values of Decodable types.
@Suite struct DecodingTests {
    private struct Spec: Decodable, Equatable {
        var epochs: Int64
        var rate: Double?
        var tags: [String?]?
    }

    private struct Job: Decodable, Equatable {
        var name: String
        var steps: Int
        var big: Int64
        var created: Instant
        var took: Duration
        var isDone: Bool
        var labels: [String: String]?
        var spec: Spec
        var data: [UInt8]
        var note: String?
        var tuned_model: Float
    }

    private static let columns = """
        'a' AS name, 3 AS steps, '9007199254740993' AS big, '2026-11-25T13:09:34.5Z' AS created,
        '3.5s' AS took, 1 AS isDone, '{"team":"x"}' AS labels,
        '{"epochs":"12","rate":0.5,"tags":["p",null]}' AS spec, x'00FF' AS data, NULL AS NOTE,
        1.5 AS tuned_model
        """

    private func session() throws -> Session { try ShapeWorld([:]).session }

    private func error<T: Decodable>(_ type: T.Type, _ columns: String) async throws -> QueryError?
    {
        let rows = try await session().run("SELECT \(columns)")
        do throws(QueryError) {
            _ = try await rows.decode(type).all()
            return nil
        } catch {
            return error
        }
    }

    @Test func `each kind of column becomes its member`() async throws {
        let rows = try await session().run("SELECT \(Self.columns)")
        let job = try #require(try await rows.decode(Job.self).first())
        #expect(
            job
                == Job(
                    name: "a",
                    steps: 3,
                    big: 9_007_199_254_740_993,
                    created: try #require(Instant("2026-11-25T13:09:34.5Z")),
                    took: .milliseconds(3500),
                    isDone: true,
                    labels: ["team": "x"],
                    spec: Spec(epochs: 12, rate: 0.5, tags: ["p", nil]),
                    data: [0, 255],
                    note: nil,
                    tuned_model: 1.5
                )
        )
    }

    @Test func `rows are decoded one after another`() async throws {
        struct One: Decodable { var n: Int }
        var numbers: [Int] = []
        let named = try await session().run("SELECT column1 AS n FROM (VALUES (1), (2), (3))")
        for try await one in named.decode(One.self) { numbers.append(one.n) }
        #expect(numbers == [1, 2, 3])
    }

    @Test func `a missing column is named, with the nearest one`() async throws {
        struct One: Decodable { var state: String? }
        let error = try await error(One.self, "'x' AS sate, 1 AS n")
        #expect(error?.code == .unknownName)
        #expect(error?.message == "the rows have no column state")
        #expect(error?.help == "did you mean sate?")
    }

    @Test(arguments: [
        ("NULL AS n, '{}' AS o", "row 1, n: it is NULL, and Int is not optional"),
        ("'x' AS n, '{}' AS o", "row 1, n: it holds a text, which is not Int"),
        ("300.5 AS n, '{}' AS o", "row 1, n: it holds a number, which is not Int"),
        ("1 AS n, '[' AS o", "row 1, o: it holds a text, which is not an object"),
        (
            "1 AS n, '{\"epochs\":true}' AS o",
            "row 1, o.epochs: it holds a truth value, which is not Int64"
        ),
        ("1 AS n, '{}' AS o", "row 1, o: it has no epochs"),
        (
            "1 AS n, '{\"epochs\":1,\"tags\":[\"a\",7]}' AS o",
            "row 1, o.tags.1: it holds a number, which is not String"
        ),
    ])
    func `a value that does not fit is told by its row and column`(
        columns: String,
        message: String
    ) async throws {
        struct One: Decodable {
            var n: Int
            var o: Spec
        }
        let error = try await error(One.self, columns)
        #expect(error?.code == .invalidValue)
        #expect(error?.message == message)
    }

    @Test func `the number of the row is that of the result`() async throws {
        struct One: Decodable { var n: Int }
        let error = try await error(One.self, "column1 AS n FROM (VALUES (1), (2), (NULL))")
        #expect(error?.message.hasPrefix("row 3, n: ") == true)
    }

    @Test func `a row has its values by name, and an error for others`() async throws {
        let row = try #require(try await session().run("SELECT 1 AS state, NULL AS note").first())
        #expect(try row.value("STATE") == 1)
        #expect(try row.value("note") == .null)
        let error = #expect(throws: QueryError.self) { try row.value("staet") }
        #expect(error?.help == "did you mean state?")
    }

    @Test func `moments are ordered, written and subtracted`() throws {
        let early = try #require(Instant("2026-11-25T13:09:34Z"))
        let late = try #require(Instant("2026-11-25T15:09:34.25+01:00"))
        #expect(early < late)
        #expect(late - early == .seconds(3600) + .milliseconds(250))
        #expect(late.description == "2026-11-25T14:09:34.250Z")
        #expect(Instant("yesterday") == nil)
    }
}
