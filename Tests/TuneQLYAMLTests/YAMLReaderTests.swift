import Testing
import TuneQLJSON
import TuneQLYAML

@Suite struct YAMLReaderTests {
    private func json(_ yaml: String, limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> String
    {
        try JSONValue(yaml: Array(yaml.utf8), limits: limits).text
    }

    @Test(
        arguments: [
            ("12", "12"), ("-3.50", "-3.50"), ("+7", "7"), (".5", "0.5"), ("1e9", "1e9"),
            ("0x1F", "31"), ("0o17", "15"), ("99999999999999999999", "99999999999999999999"),
            ("true", "true"), ("False", "false"), ("~", "null"), ("", "null"), ("null", "null"),
            ("yes", "\"yes\""), ("NO", "\"NO\""), ("on", "\"on\""), (".inf", "\".inf\""),
            ("007", "\"007\""), ("1_000", "\"1_000\""), ("2026-11-25", "\"2026-11-25\""),
            ("v26.11.00000", "\"v26.11.00000\""), ("1.2.3", "\"1.2.3\""), ("-", "[null]"),
            ("'12'", "\"12\""), ("\"true\"", "\"true\""), ("!!str 12", "\"12\""),
            ("/v1", "\"/v1\""),
            ("$.tuningJobs", "\"$.tuningJobs\""),
        ] as [(String, String)]
    )
    func `a scalar becomes the value that the core schema gives it`(
        yaml: String,
        expected: String
    ) throws {
        let value = try json("v: \(yaml == "-" ? "\n  - " : yaml)")
        #expect(value == "{\"v\":\(expected)}")
    }

    @Test func `members keep the order of the text and keys keep their spelling`() throws {
        #expect(try json("b: 1\n200: 2\n'a': 3\n") == #"{"b":1,"200":2,"a":3}"#)
    }

    @Test func `folded and literal blocks are text`() throws {
        let text = "a: >-\n  #/components/\n  x\nb: |\n  1\n  2\n"
        #expect(try json(text) == ##"{"a":"#/components/ x","b":"1\n2\n"}"##)
    }

    @Test func `an alias repeats its anchor's value`() throws {
        let text = "a: &x { b: [1, 2] }\nc: *x\nd: &y text\ne: *y\n"
        #expect(try json(text) == #"{"a":{"b":[1,2]},"c":{"b":[1,2]},"d":"text","e":"text"}"#)
    }

    @Test(
        arguments: [
            ("a: 1\nb: [1, 2\nc: 3", 3, nil),
            ("a: 1\n\tb: 2", 2, nil),
            ("", 1, .empty),
            ("# nothing\n", 2, .empty),
            ("a: 1\n---\nb: 2\n", 2, .moreThanOneDocument),
            ("a: 1\nb: 2\na: 3\n", 3, .duplicateKey("a")),
            ("a: 1\nb: *nobody\n", 2, .unknownAlias("nobody")),
            ("a: 1\n? [b]\n: 2\n", 2, .keyIsNotAScalar),
            ("a: &a [*a]\n", 1, .unknownAlias("a")),
        ] as [(String, Int, YAMLError.Reason?)]
    )
    func `what is no document is refused with its line`(
        text: String,
        line: Int,
        reason: YAMLError.Reason?
    ) throws {
        let error = try #require(throws: YAMLError.self) { try json(text) }
        #expect(error.line == line)
        if let reason { #expect(error.reason == reason) }
    }

    @Test func `aliases cannot multiply without end`() throws {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            let aliases = repeatElement("*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(aliases)]\n"
        }
        let error = try #require(throws: YAMLError.self) { try json(text) }
        #expect(error.reason == .tooManyNodes(limit: YAMLLimits().nodes))
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func `deep nesting is refused`(opening: String) throws {
        let text = String(repeating: opening, count: 100_000)
        let error = try #require(throws: YAMLError.self) { try json(text) }
        #expect(error.reason == .tooDeep(limit: YAMLLimits().depth))
    }

    @Test func `a text larger than the limit is refused`() throws {
        let limits = YAMLLimits(bytes: 8)
        #expect(try json("abcdefgh", limits: limits) == "\"abcdefgh\"")
        let error = try #require(throws: YAMLError.self) { try json("abcdefghi", limits: limits) }
        #expect(error.reason == .tooLarge(limit: 8))
    }

    @Test func `bytes that are not UTF-8 are refused`() {
        #expect(throws: YAMLError.self) {
            try JSONValue(yaml: [0x61, 0x3A, 0x20, 0xFF, 0xFE, 0x0A])
        }
    }
}
