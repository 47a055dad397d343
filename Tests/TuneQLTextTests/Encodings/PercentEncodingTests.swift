import Testing
import TuneQLText

struct PercentEncodingTests {
    @Test func `only unreserved characters stay`() {
        #expect(PercentEncoding.encode("aZ09-._~ /é%") == "aZ09-._~%20%2F%C3%A9%25")
        #expect(PercentEncoding.form([("a b", "1&2"), ("c", "")]) == "a%20b=1%262&c=")
    }

    @Test(
        arguments: [
            ("a%20b", "a b"), ("%C3%A9%c3%a9", "éé"), ("%25", "%"), ("a+b", "a+b"), ("%00", "\0"),
        ]
    )
    func `escapes are read`(_ text: String, _ expected: String) {
        #expect(PercentEncoding.decode(text) == expected)
        #expect(PercentEncoding.decodeStrictly(text) == expected)
    }

    @Test(
        arguments: [
            ("%", "%"), ("100%", "100%"), ("%2", "%2"), ("%zz%20", "%zz "), ("%+1", "%+1"),
            ("%-1", "%-1"), ("%FF", "\u{FFFD}"), ("%c3", "\u{FFFD}"),
        ]
    )
    func `malformed escapes stay or are refused`(_ text: String, _ lenient: String) {
        #expect(PercentEncoding.decode(text) == lenient)
        #expect(PercentEncoding.decodeStrictly(text) == nil)
    }
}
