import TestSupport
import Foundation
import Testing
import TuneQLJSON

/// Damaged pages: nothing may crash, and what is still JSON must give the cells of its tree.
///
/// `FUZZ_ITERATIONS` sets how many pages are damaged.
struct JSONPageMutationTests {
    private static let iterations =
        ProcessInfo.processInfo.environment["FUZZ_ITERATIONS"].flatMap(Int.init) ?? 20_000

    @Test(arguments: [
        #"{"items":[{"a":1,"name":"x\n","b":{"c":[1,{"d":"}]"}]}},{"a":[true,null]}],"nextPageToken":"t"}"#,
        """
        {
          "items": [
            {
              "name": "projects/1/locations/us/tuningJobs/1",
              "labels": { "k": "v\\"w", "long": "0123456789012345678901234567890123456789" },
              "a": { "x": [ { "y": 1.5e3 }, { "y": -2 } ], "é": "日本語の文字列" }
            }
          ]
        }
        """,
    ])
    func `a damaged page is refused or read like its tree`(text: String) throws {
        var random = SplitMix64(seed: UInt64(text.utf8.count))
        let layout = JSONLayout(itemsPath: ["items"], columns: ["a", "name", "labels"])
        for _ in 0..<Self.iterations / 2 {
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) { Self.damage(&bytes, &random) }
            Self.check(bytes, layout)
        }
    }

    private static func check(_ bytes: [UInt8], _ layout: JSONLayout) {
        let found = Result { try PageOracle(page: JSONPage(bytes, layout: layout)) }
        // What is no JSON may still be read, as long as the fault is in a value that is skipped.
        guard let tree = try? JSONValue(parsing: bytes) else { return }
        // A name that occurs twice may have a value of the wrong shape before the right one.
        let names = tree.object?.names ?? []
        guard Set(names).count == names.count else { return }
        let expected = Result { try PageOracle(tree: tree, layout: layout) }
        #expect(
            (try? found.get()) == (try? expected.get()),
            "\(String(decoding: bytes, as: UTF8.self))"
        )
    }

    private static func damage(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = Array(#"{}[]":,\ 0-1.eEntu"#.utf8).randomElement(using: &random) ?? 0
        case 2: bytes.remove(at: place)
        case 3: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &random)], at: place)
        case 4:
            let end = min(bytes.count, place + Int.random(in: 1..<40, using: &random))
            bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 20))
        }
        if bytes.isEmpty { bytes = [0x20] }
    }
}
