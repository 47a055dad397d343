import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite

@Suite struct FieldCoercionTests {
    /// What a body carries for a field of this type; nil when it is left out.
    private func json(_ value: SQLiteValue, _ type: FieldType) throws -> String? {
        let create = Method(
            name: "create",
            verb: .insert,
            httpMethod: "POST",
            path: "/v1/jobs",
            host: HostRule(otherwise: "https://a.example", fallback: "https://a.example"),
            parameters: [],
            requestMessage: "M"
        )
        let message = Message(name: "M", fields: [Field(name: "f", type: type)])
        let builder = try BodyBuilder(method: create) { $0 == "M" ? message : nil }
        return try builder.request([("f", value)]).body?["f"]?.text
    }

    @Test(
        arguments: [
            (.string(format: nil), .text("x"), #""x""#),
            (.string(format: nil), .integer(5), #""5""#),
            (.string(format: nil), .text(""), #""""#),
            (.string(format: "byte"), .blob([0x66, 0x6F]), #""Zm8=""#),
            (.string(format: "byte"), .blob([0x66, 0x6F, 0x6F]), #""Zm9v""#),
            (.string(format: "byte"), .text("Zm8="), #""Zm8=""#),
            (.string(format: "duration"), .text("1.5s"), #""1.5s""#),
            (.int64String, .integer(.max), #""9223372036854775807""#),
            (.int64String, .text("18446744073709551615"), #""18446744073709551615""#),
            (.int64String, .text("-9223372036854775808"), #""-9223372036854775808""#),
            (.int64String, .real(3), #""3""#),
            (.integer, .integer(7), "7"), (.integer, .text("-7"), "-7"), (.integer, .real(2), "2"),
            (.number, .real(0.5), "0.5"), (.number, .integer(2), "2"),
            (.number, .text("1e-3"), "1e-3"),
            (.number, .text("Infinity"), #""Infinity""#),
            (.number, .real(-.infinity), #""-Infinity""#),
            (.boolean, .integer(1), "true"), (.boolean, .integer(0), "false"),
            (.boolean, .text("TRUE"), "true"), (.boolean, .text("false"), "false"),
            (.timestamp, .text("2026-11-25T13:00:00Z"), #""2026-11-25T13:00:00Z""#),
            (
                .timestamp, .text("2024-02-29T23:59:60.123456789+05:30"),
                #""2024-02-29T23:59:60.123456789+05:30""#
            ),
            (.enumeration(["A", "B"]), .text("B"), #""B""#),
            (.map(.int64String), .text(#"{"a":1}"#), #"{"a":"1"}"#),
            (.array(.number), .text("[1, 2.5]"), "[1,2.5]"),
            (.any, .text(#"{"x":[]}"#), #"{"x":[]}"#), (.any, .text("plain"), #""plain""#),
            (.any, .integer(3), "3"), (.any, .real(1.5), "1.5"),
            (.integer, .null, nil), (.boolean, .null, nil), (.map(.any), .null, nil),
            (.string(format: nil), .null, nil), (.any, .null, nil),
            (.map(.any), .text("null"), nil),
        ] as [(FieldType, SQLiteValue, String?)]
    )
    func `a value is spelled as the field's type wants it`(
        type: FieldType,
        value: SQLiteValue,
        expected: String?
    ) throws {
        #expect(try json(value, type) == expected)
    }

    @Test(
        arguments: [
            (.int64String, .text("18446744073709551616")), (.int64String, .text("1.5")),
            (.int64String, .real(1.5)), (.int64String, .text("")), (.int64String, .blob([])),
            (.integer, .text("x")), (.integer, .real(1e300)), (.integer, .text("1 ")),
            (.number, .text("one")), (.number, .text("0x10")), (.number, .text("inf")),
            (.boolean, .integer(2)), (.boolean, .text("yes")), (.boolean, .real(1)),
            (.timestamp, .text("2026-11-25")), (.timestamp, .text("2026-11-25 13:00:00Z")),
            (.timestamp, .text("2026-02-29T00:00:00Z")),
            (.timestamp, .text("2026-11-25T24:00:00Z")),
            (.timestamp, .text("2026-11-25T13:00:00")),
            (.timestamp, .text("2026-11-25T13:00:00.Z")),
            (.timestamp, .text("2026-11-25T13:00:00Zx")), (.timestamp, .integer(1_764_000_000)),
            (.enumeration(["A"]), .text("a")), (.enumeration(["A"]), .real(1.5)),
            (.enumeration(["A"]), .integer(1)),
            (.map(.any), .text("")), (.map(.any), .text("{} {}")), (.array(.any), .text("{}")),
            (.array(.number), .text("[null]")), (.string(format: "byte"), .text("a")),
            (.string(format: "byte"), .text("Zm8==")), (.string(format: "duration"), .text("1.5")),
            (.string(format: "duration"), .text("s")), (.string(format: "duration"), .text("1.s")),
        ] as [(FieldType, SQLiteValue)]
    )
    func `a value that is no such thing is refused`(type: FieldType, value: SQLiteValue) throws {
        let error = try #require(throws: BodyError.self) { try json(value, type) }
        #expect(error.concerns("f"))
        #expect(error.description.contains("'f"))
    }
}
