import Testing
import TuneQLText

struct HexadecimalTests {
    @Test func `bytes are written in lower case`() {
        #expect(Hexadecimal.encoded([0, 0x0A, 0x9F, 0xFF]) == "000a9fff")
        #expect(Hexadecimal.text(0x1B, digits: 2) == "1b")
        #expect(Hexadecimal.text(0x7, digits: 4) == "0007")
        #expect(Hexadecimal.text(0x202E, digits: 2) == "202e")
    }

    @Test(
        arguments: [
            ("0", 0), ("1b", 0x1B), ("1B", 0x1B), ("FFFFFFFF", .max), ("0000000001", 1), ("", nil),
            ("100000000", nil), ("+1", nil), ("-0", nil), ("1g", nil), ("1 ", nil), ("é", nil),
        ] as [(String, UInt32?)]
    )
    func `digits are read or refused`(_ text: String, _ number: UInt32?) {
        #expect(Hexadecimal.number(text.utf8) == number)
    }
}
