import Testing
import TuneQLRendering

struct ListRendererTests {
    @Test func `a list has bars, or the delimiter that was chosen`() throws {
        #expect(try rendered(.list, RenderingOptions(), jobs) == "name|steps\nfirst|642\nsecond|\n")
        let options = RenderingOptions(delimiter: UInt8(ascii: ";"), nullText: "-")
        #expect(try rendered(.list, options, jobs) == "name;steps\nfirst;642\nsecond;-\n")
    }

    @Test func `raw values stand alone`() throws {
        #expect(try rendered(.raw, RenderingOptions(), jobs) == "first\t642\nsecond\t\n")
        #expect(try cells(.raw, .text, ["a\"b'\nc"]) == "a\"b'\nc\n")
    }
}
