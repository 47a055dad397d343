import Testing
import TuneQLText

struct CSVReaderTests {
    @Test(
        arguments: [
            ("", []), ("\n\r\n", []), ("a", [["a"]]), ("a,b\r\nc,\n", [["a", "b"], ["c", ""]]),
            ("\"a \"\"b\"\"\",\"\"", [["a \"b\"", ""]]), ("\"a\r\nb\"\rc", [["a\r\nb"], ["c"]]),
            (",", [["", ""]]),
        ] as [(String, [[String]])]
    )
    func `records are read`(_ text: String, _ expected: [[String]]) throws {
        var reader = CSVReader(text)
        var records: [[String]] = []
        while let record = try reader.next() { records.append(record) }
        #expect(records == expected)
    }

    @Test(
        arguments: [
            ("a\n\n\"b", 3, "the quote is not closed"),
            ("\"a\nb\"c", 2, "text after a closing quote"),
            ("\"a\r\"b", 2, "text after a closing quote"),
            ("\"a\r\nb\"c", 2, "text after a closing quote"),
        ]
    )
    func `a mistake is reported with its line`(_ text: String, _ line: Int, _ reason: String) {
        var reader = CSVReader(text)
        let error = #expect(throws: CSVError.self) { while try reader.next() != nil {} }
        #expect(error?.line == line)
        #expect(error?.reason == reason)
    }
}
