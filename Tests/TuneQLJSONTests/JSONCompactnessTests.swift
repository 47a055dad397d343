import TestSupport
import Testing
import TuneQLJSON

private func isMinified(_ text: [UInt8]) -> Bool {
    JSONText.isMinified(text.span)
}

struct JSONCompactnessTests {
    @Test(
        arguments: [
            "{}", "[]", #"{"a":[{},[]]}"#, #"[1,-0.5e+3,"",true,false,null]"#,
            #"{"é \n":"\u00e9 \" \\, and more than eight bytes"}"#, "1", #""a""#,
        ])
    func `values without blanks are taken as they stand`(text: String) {
        #expect(isMinified(Array(text.utf8)))
    }

    @Test(
        arguments: [
            "", "[", "{", "[1,", #"{"a""#, #"{"a":"#, #"{"a":1,}"#, "[1,]", "[,1]", "[1}",
            #"{"a":1]"#, "{1:1}", #"["abc"#, #"["12345678\q"]"#, "[\"\t\"]", "[01]", "[-]", "[1.]",
            "[1e]", "[tru]", "[nul]", "[][]", "[ ]", "{ }", "[1, 2]", #"{"a": 1}"#, #"{"a" :1}"#,
            " []", "[] ", "[\n1]",
        ])
    func `blanks and mistakes are left to the minifier`(text: String) {
        #expect(!isMinified(Array(text.utf8)))
    }

    @Test(arguments: [64, 65])
    func `levels are counted up to 64`(depth: Int) {
        for pair in [("[", "]"), (#"{"a":["#, "]}")] {
            let times = depth / pair.1.utf8.count
            let text =
                String(repeating: pair.0, count: times) + "1"
                + String(repeating: pair.1, count: times)
            #expect(isMinified(Array(text.utf8)) == (times * pair.1.utf8.count <= 64))
        }
    }

    @Test(arguments: 0..<300)
    func `it agrees with the minifier about damaged values`(seed: Int) throws {
        var random = RandomJSON(seed: UInt64(seed))
        var numbers = SplitMix64(seed: UInt64(seed))
        let plain = random.value(depth: 5).bytes
        #expect(isMinified(plain))
        for _ in 0..<50 {
            var bytes = plain
            let place = Int.random(in: 0..<bytes.count, using: &numbers)
            let marks = Array(#"{}[]":,\ 0-1.etn"#.utf8)
            bytes[place] = marks.randomElement(using: &numbers) ?? 0x20
            #expect(
                isMinified(bytes) == isUnchanged(bytes),
                "\(String(decoding: bytes, as: UTF8.self))"
            )
        }
    }

    /// Whether the minifier takes the text and leaves it as it is.
    private func isUnchanged(_ bytes: [UInt8]) -> Bool {
        var output: [UInt8] = []
        try? JSONText.minify(bytes.span, into: &output)
        return output == bytes
    }
}
