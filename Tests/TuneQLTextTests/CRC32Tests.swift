import Testing
import TuneQLText

@Suite struct CRC32Tests {
    @Test(
        arguments: [("", 0), ("123456789", 0xCBF4_3926), ("a", 0xE8B7_BE43)] as [(String, UInt32)]
    )
    func `the sum is gzip's`(text: String, sum: UInt32) {
        var whole = CRC32()
        whole.add(Array(text.utf8).span)
        #expect(whole.value == sum)
        var parts = CRC32()
        for byte in text.utf8 { parts.add([byte].span) }
        #expect(parts.value == sum)
    }
}
