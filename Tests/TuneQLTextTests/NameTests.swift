import Testing
import TuneQLText

struct NameTests {
    @Test(arguments: [
        ("Jobs", "jOBS", true), ("É", "é", false), ("a", "ab", false), ("", "", true),
    ])
    func `names are the same but for the case of ASCII letters`(
        _ first: String,
        _ second: String,
        _ isSame: Bool
    ) {
        #expect(first.isSameName(as: second) == isSame)
        #expect((first.asciiLowercased == second.asciiLowercased) == isSame)
    }

    @Test func `quotes inside of quotes are doubled`() {
        #expect("a\"b'c".quotedAsName == "\"a\"\"b'c\"")
        #expect("a\"b'c".quotedAsText == "'a\"b''c'")
        #expect("`".doubling("`") == "``")
    }

    @Test func `each byte is what SQLite takes it for`() {
        let bytes = (UInt8.min ... .max)
        #expect(bytes.filter(\.isBlank) == [0x09, 0x0A, 0x0C, 0x0D, 0x20])
        #expect(String(decoding: bytes.filter(\.isDigit), as: UTF8.self) == "0123456789")
        #expect(
            String(decoding: bytes.filter(\.isHexDigit), as: UTF8.self) == "0123456789ABCDEFabcdef"
        )
        #expect(bytes.filter(\.isLetter).count == 52)
        #expect(bytes.filter(\.startsName).count == 53 + 128)
        #expect(bytes.filter(\.continuesName).count == 53 + 128 + 11)
    }
}
