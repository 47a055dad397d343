import TestSupport
import Testing
import TuneQLJSON

private let columns = [
    "name", "description", "baseModel", "createTime", "error", "labels", "startTime", "state",
    "supervisedTuningSpec", "tunedModel", "tuningDataStats", "updateTime",
]

/// Pages against the tree of the same text.
struct JSONPageDifferentialTests {
    @Test(arguments: Example.names, [["tuningJobs"], []])
    func `an example gives the cells of its tree`(name: String, path: [String]) throws {
        let bytes = try Example.bytes(name)
        let layout = JSONLayout(itemsPath: path, columns: columns)
        let expected = try PageOracle(tree: JSONValue(parsing: bytes), layout: layout)
        #expect(try PageOracle(page: JSONPage(bytes, layout: layout)) == expected)
    }

    @Test(arguments: Example.names)
    func `a truncated page is always refused`(name: String) throws {
        let bytes = try Example.bytes(name)
        let end = (bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0) + 1
        let layouts = [["tuningJobs"], []].map { JSONLayout(itemsPath: $0, columns: columns) }
        // Every length near both ends, every seventh between.
        let lengths = (0..<end).filter { $0 < 600 || end - $0 < 600 || $0 % 7 == 0 }
        for (length, layout) in lengths.flatMap({ length in layouts.map { (length, $0) } }) {
            #expect(throws: JSONError.self, "\(length) bytes") {
                try JSONPage(Array(bytes[..<length]), layout: layout)
            }
        }
    }

    @Test(arguments: 0..<300)
    func `a random page gives the cells of its tree`(seed: Int) throws {
        var random = RandomJSON(seed: UInt64(seed))
        let text = Self.page(&random)
        let layout = JSONLayout(
            itemsPath: ["items"],
            columns: ["a", "name", "y_", "long name of a column"]
        )
        let expected = try PageOracle(tree: JSONValue(parsing: text), layout: layout)
        let page = try JSONPage(Array(text.utf8), layout: layout)
        #expect(try PageOracle(page: page) == expected)
    }

    /// A text with some items, a token and other members.
    private static func page(_ random: inout RandomJSON) -> String {
        let names = ["a", "name", "y_", "long name of a column"]
        let count = Int.random(in: 0..<8, using: &random.random)
        let items = (0..<count).map { _ in
            JSONValue.object(random.object(depth: 3, names: names))
        }
        var members = [
            JSONMember(name: "items", value: .array(items)),
            JSONMember(name: "other", value: random.value()),
            JSONMember(name: "nextPageToken", value: random.random.chance(50) ? "t" : .null),
        ]
        members.shuffle(using: &random.random)
        return random.blank() + random.spelling(of: .object(JSONObject(members))) + random.blank()
    }
}
