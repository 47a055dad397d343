import Testing
import TuneQLText

struct Base64Tests {
    @Test(
        arguments: [
            ([], "", ""), ([0xFB], "+w==", "-w"), ([0xFB, 0xFF], "+/8=", "-_8"),
            ([0xFB, 0xFF, 0xFE], "+//+", "-__-"), ([1, 2, 3, 4], "AQIDBA==", "AQIDBA"),
        ] as [([UInt8], String, String)]
    )
    func `bytes are written in two ways and read`(
        _ bytes: [UInt8],
        _ standard: String,
        _ url: String
    ) {
        #expect(Base64.encoded(bytes) == standard)
        #expect(Base64.encoded(bytes, as: .url) == url)
        #expect(Base64.decoded(standard) == bytes)
        #expect(Base64.decoded(url) == bytes)
    }

    @Test func `every byte survives at every place of a group`() {
        for count in 250...262 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
            #expect(Base64.decoded(Base64.encoded(bytes)) == bytes)
            #expect(Base64.decoded(Base64.encoded(bytes, as: .url)) == bytes)
        }
    }

    @Test func `text is appended to what is there`() {
        var output = Array("x=".utf8)
        Base64.append([1, 2].span, to: &output)
        #expect(String(decoding: output, as: UTF8.self) == "x=AQI=")
    }

    @Test(
        arguments: [
            // Either alphabet, and both in one text.
            ("+/+/", [0xFB, 0xFF, 0xBF]), ("-_-_", [0xFB, 0xFF, 0xBF]),
            ("+_-/", [0xFB, 0xFF, 0xBF]),
            // All of the padding or none.
            ("Zg==", [0x66]), ("Zg", [0x66]), ("Zm8=", [0x66, 0x6F]), ("Zm8", [0x66, 0x6F]),
            ("Zg=", nil), ("Zg===", nil), ("Zm9v=", nil), ("Zm9v==", nil), ("Zm9vZm9v====", nil),
            ("=", nil), ("==", nil), ("====", nil),
            // Padding only at the end.
            ("Zg==Zg==", nil), ("Z=g=", nil), ("Zm9v====Zm9v", nil),
            // Bits that no byte needs.
            ("Zh==", [0x66]), ("Zv", [0x66]),
            // Too few digits, and no digits.
            ("Z", nil), ("Zm9vY", nil), ("Zm9v\n", nil), ("Zm 9v", nil), ("é", nil),
            ("Zm9\u{0}", nil),
        ] as [(String, [UInt8]?)]
    )
    func `text is read or refused`(_ text: String, _ bytes: [UInt8]?) {
        #expect(Base64.decoded(text) == bytes)
    }

    @Test func `a text of the program is read`() {
        #expect(Base64.decoded("Zm9vYg==" as StaticString) == Array("foob".utf8))
        #expect(Base64.decoded("" as StaticString) == [])
        #expect(Base64.decoded("Zm9v Yg=" as StaticString) == nil)
    }
}
