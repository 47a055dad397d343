import Testing
import TuneQL

/// Every function that we add, with each of its answers.
@Suite struct FunctionTests {
    @Test(
        arguments: [
            ("split_part('a/b/c', '/', 1)", "a"),
            ("split_part('a/b/c', '/', -1)", "c"),
            ("split_part('a/b-c', '/-', 3)", "c"),
            ("split_part('a//c', '/', 2)", ""),
            ("split_part('a/b', '/', '2')", "b"),
            ("split_part('a/b', '/', 3)", .null),
            ("split_part('a/b', '/', 0)", .null),
            ("split_part('a/b', '/', -3)", .null),
            ("split_part('a/b', '', 1)", "a/b"),
            ("split_part('a→b', '→', 2)", "b"),
            ("split_part(NULL, '/', 1)", .null),
            ("resource_part('projects/p/locations/us-central1', 'locations')", "us-central1"),
            ("resource_part('projects/p', 'locations')", .null),
            ("resource_part('projects/p/locations', 'locations')", .null),
            ("resource_part(NULL, 'locations')", .null),
            ("string(12)", "12"), ("string('{}')", "{}"), ("string(NULL)", .null),
            ("regexp('^a+$', 'aaa')", 1), ("'aab' REGEXP '^a+$'", 0), ("regexp(NULL, 'a')", .null),
            ("regexp_like('aaa', '^a+$')", 1), ("regexp_like('b', 'a')", 0),
            ("regexp_like('é', '^.$')", 1),
            ("regexp_substr('job 12 of 345', '[0-9]+')", "12"),
            ("regexp_substr('größer', 'ö.')", "öß"),
            ("regexp_substr('none', '[0-9]+')", .null),
            (#"regexp_replace('v1 v2', 'v([0-9])', 'version \1')"#, "version 1 version 2"),
            (#"regexp_replace('ab', '(a)|(b)', '<\1\2>')"#, "<a><b>"),
            (#"regexp_replace('abc', 'b', '\0\0')"#, "abbc"),
            (#"regexp_replace('abc', 'b', '\\')"#, #"a\c"#),
            ("regexp_like(char(97, 0, 98), 'b')", 1),
            ("regexp_replace('aé', '', '-')", "-a-é-"),
            ("regexp_replace('aaa', '^a', 'b')", "baa"),
            ("regexp_replace('aaa', 'a*', 'x')", "x"),
            ("regexp_replace('a', 'b', 'x')", "a"),
            (#"'{"b.c":1,"b":{"c":2}}' ->> 'b.c'"#, 1),
            (#"'{"b.c":1,"b":{"c":2}}' ->> '$.b.c'"#, 2),
            (#"'{"b.c":1,"b":{"c":2}}' ->> 'b' ->> 'c'"#, 2),
            (#"'{"b.c":1,"b":{"c":2}}' ->> ('b' || '.c')"#, 1),
            (#"'{"x[0]":4,"x":[5]}' ->> 'x[0]'"#, 4), (#"'{"1":6}' ->> '1'"#, 6),
            (#"'{"a''b":7}' ->> 'a''b'"#, 7), (#"'{"é-":8}' ->> 'é-'"#, 8),
            ("'[7,8]' ->> 1", 8), ("'[7,8]' ->> (0 + 1)", 8), ("'[7]' ->> NULL", .null),
            ("json_label('a.b')", #"$."a.b""#), ("json_label('state')", "$.state"),
            ("json_label('$.a')", "$.a"), ("json_label(1)", 1), ("json_label(NULL)", .null),
            (#"json_equal('{"a":1,"b":[1,2]}', '{"b": [1, 2], "a": 1}')"#, 1),
            (#"json_equal('[1,2]', '[2,1]')"#, 0), (#"json_equal('1.0', '1e0')"#, 1),
            (#"json_equal('{"a":null}', '{}')"#, 0), (#"json_equal(NULL, '{}')"#, .null),
            ("duration('2026-01-01T00:00:00Z', '2026-01-01T01:00:00.5Z')", 3600.5),
            ("duration('2026-01-01T02:00:00+02:00', '2026-01-01T00:00:00Z')", 0.0),
            ("duration('2026-01-02', '2026-01-01')", -86400.0),
            ("duration('2026-01-01', NULL)", .null),
            ("format_duration(3725)", "01:02:05"), ("format_duration(90000.4)", "1d 01:00:00"),
            ("format_duration(-5)", "-00:00:05"), ("format_duration(NULL)", .null),
            ("format_bytes(512)", "512 B"), ("format_bytes(1536)", "1.5 KiB"),
            ("format_bytes('1073741824')", "1 GiB"), ("format_bytes(1048575)", "1 MiB"),
            ("format_bytes(NULL)", .null),
            ("format_bytes(1.0715086071862673e+301)", "9.293855677986144e+282 EiB"),
            ("format_bytes(-2.1267647932558654e+37)", "-1.8446744073709552e+19 EiB"),
            ("format_bytes('many')", .null),
            ("format_number(1234567)", "1,234,567"), ("format_number(-1234.5)", "-1,234.5"),
            ("format_number(999)", "999"),
            (
                "format_number('12345678901234567890')",
                "12,345,678,901,234,567,890"
            ), ("format_number('x')", .null),
            ("int64('12')", 12), ("int64('-3')", -3),
            ("int64('18446744073709551615')", "18446744073709551615"), ("int64('a')", "a"),
            ("int64(NULL)", .null), ("typeof(float64(1))", "real"), ("float64('NaN')", "NaN"),
            ("base64_encode('hello')", "aGVsbG8="), ("base64_encode(x'ff00')", "/wA="),
            ("base64_encode('')", ""), ("base64_decode('aGVsbG8=')", "hello"),
            ("base64_decode('aGVsbG8')", "hello"), ("hex(base64_decode('_wA'))", "FF00"),
            ("base64_decode(NULL)", .null),
        ] as [(String, Value)]
    )
    func `a function answers`(_ call: String, _ value: Value) async throws {
        let world = try World(jobsPerLocation: 0)
        #expect(try await world.value("SELECT \(call)") == value)
    }

    @Test(
        arguments: [
            ("regexp_like('a', '(')", "'(' is not a regular expression: a ( is not closed"),
            ("json_equal('{', '{}')", "json_equal: the text is not JSON"),
            ("duration('soon', '2026-01-01')", "duration: 'soon' is not a timestamp"),
            ("base64_decode('a*')", "base64_decode: the text is not base64"),
        ] as [(String, String)]
    )
    func `a function refuses`(_ call: String, _ message: String) async throws {
        let world = try World(jobsPerLocation: 0)
        let error = await world.error("SELECT \(call)")
        #expect(error?.code == .invalidValue)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
    }

    @Test func `a misspelt function is suggested`() async throws {
        let error = try await World(jobsPerLocation: 0).error("SELECT splitpart('a', '/', 1)")
        #expect(error?.help == "did you mean split_part?")
    }
}
