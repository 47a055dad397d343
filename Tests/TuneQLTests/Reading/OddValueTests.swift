import Foundation
import Testing
import TuneQL

/// Values as a service might send them one day: data that is off its schema.
@Suite struct OddValueTests {
    private func session() throws -> Session {
        let url = Bundle.module.bundleURL.appending(path: "Resources/odd-values.json")
        return try World.session(
            ScriptedTransport([String(decoding: try Data(contentsOf: url), as: UTF8.self)])
        )
    }

    @Test(
        arguments: [
            ("state", ["JOB_STATE_FROM_THE_FUTURE", "JOB_STATE_SUCCEEDED", .null]),
            ("baseModel", ["", "gemini-2.5-flash", .null]),
            ("description", [.null, .null, .null]),
            ("tunedModelDisplayName", ["", "NULL", .null]),
            ("labels IS NULL", [1, 0, 1]),
            ("labels ->> 'dup'", [.null, "last wins", .null]),
            ("tunedModel", [.json("{}"), .null, .null]),
            ("error", [.null, .null, .null]),
            ("encryptionSpec", [.null, .json(#"{"kmsKeyName":null}"#), .null]),
            ("encryptionSpec ->> 'kmsKeyName'", [.null, .null, .null]),
            ("tuningJobsId", ["9223372036854775807", "1", .null]),
            (
                "supervisedTuningSpec ->> '$.hyperParameters.epochCount'",
                ["-9223372036854775808", .null, .null]
            ),
            (
                "tuningDataStats ->> '$.supervisedTuningDataStats.userInputTokenDistribution.sum'",
                ["9007199254740993", .null, .null]
            ),
            ("createTime", ["0001-01-01T00:00:00Z", "2026-07-01T02:03:04+02:00", .null]),
            ("json_valid(tuningDataStats)", [1, 0, 0]),
        ] as [(String, [Value])]
    )
    func `a value is kept as it is`(_ expression: String, _ expected: [Value]) async throws {
        let rows = try await session().rows(
            World.filled("SELECT \(expression) FROM %t WHERE %w")
        )
        #expect(rows.map { $0[0] } == expected)
    }

    @Test func `all columns of odd rows can be read`() async throws {
        let rows = try await session().rows(World.filled("SELECT * FROM %t WHERE %w"))
        #expect(rows.count == 3)
        #expect(rows[2].allSatisfy { $0 == .null })
    }

    @Test(
        arguments: [
            (
                #""baseModel": 123456789012345678901234567890"#, "baseModel",
                "123456789012345678901234567890"
            ),
            (#""baseModel": 12"#, "baseModel", 12),
            (#""baseModel": -0.5e1"#, "baseModel", .real(-5)),
            (#""baseModel": true"#, "baseModel", 1),
            (#""baseModel": {"a": [1, 2]}"#, "baseModel", #"{"a":[1,2]}"#),
            (#""baseModel": "a\u0000b""#, "baseModel", "a\u{0}b"),
            (#""baseModel": "\ud83d\ude00 é""#, "baseModel", "😀 é"),
            (#""state": 4"#, "state", 4),
            (#""labels": "text""#, "labels", .json(#""text""#)),
            (#""labels": 3"#, "labels", .json("3")),
            (
                #""labels": {"n": 123456789012345678901234567890}"#, "labels",
                .json(#"{"n":123456789012345678901234567890}"#)
            ),
            (#""createTime": "soon""#, "createTime", "soon"),
            (#""name": "projects/1/locations/x/tuningJobs/é""#, "tuningJobsId", "é"),
            (#""name": "projects/1/locations/x/tuningJobs/\u00e9""#, "tuningJobsId", "é"),
        ] as [(String, String, Value)]
    )
    func `a value of another type is kept`(
        _ member: String,
        _ column: String,
        _ expected: Value
    ) async throws {
        let session = try World.session(ScriptedTransport(["{\"tuningJobs\": [{\(member)}]}"]))
        let rows = try await session.rows(World.filled("SELECT \(column) FROM %t WHERE %w"))
        #expect(rows == [[expected]])
    }
}
