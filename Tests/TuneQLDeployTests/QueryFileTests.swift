import Testing
import TuneQLDeploy

struct QueryFileTests {
    @Test func `an anchor opens a query that ends at the next one`() throws {
        let file = try QueryFile(
            text: """
                -- what stands before the first anchor is a comment
                /*+ exists, retries=3, retry_delay=5 */
                SELECT 1 AS count;

                /*+ create */

                INSERT INTO t
                  VALUES ('a');
                """,
            name: "r.iql"
        )
        #expect(Set(file.queries.keys) == [.exists, .create])
        let exists = try #require(file.queries[.exists])
        #expect(exists.text == "SELECT 1 AS count;")
        #expect(exists.tries.retries == 3)
        #expect(exists.tries.delay == 5)
        let create = try #require(file.queries[.create])
        #expect(create.text == "INSERT INTO t\n  VALUES ('a');")
        #expect(create.line == 7)
        #expect(create.tries.retries == 1)
    }

    @Test func `preflight and postdeploy are other names`() throws {
        let file = try QueryFile(
            text: "/*+ preflight */\nSELECT 1\n/*+ postdeploy */\nSELECT 2",
            name: "r.iql"
        )
        #expect(file.queries[.exists]?.text == "SELECT 1")
        #expect(file.queries[.statecheck]?.text == "SELECT 2")
    }

    @Test(
        arguments: [
            ("/*+ create */ INSERT 1\nINSERT 2", "INSERT 1\nINSERT 2"),
            ("/*+ create */\nA\n /*+ exists */ B", "A\n /*+ exists */ B"),
            ("/*+ create */\nfirst\n/*+ create */\nsecond", "second"),
            ("/*+ create, unknown=3, word */\r\nA\r\nB\r\n", "A\nB"),
            ("/*+ create */\nA\n/*+ Exists */\nB\n/*+ callback */\nC", "A"),
        ] as [(String, String)]
    )
    func `text belongs to the anchor before it`(text: String, query: String) throws {
        let file = try QueryFile(text: text, name: "r.iql")
        #expect(file.queries[.create]?.text == query)
        #expect(file.queries.count == 1)
    }

    @Test(arguments: ["retries=1.5", "retry_delay=soon", "retries=-1", "postdelete_retries=x"])
    func `an option that is no whole number is refused with its line`(option: String) throws {
        let error = #expect(throws: StackError.self) {
            try QueryFile(text: "\n/*+ exists, \(option) */\nSELECT 1", name: "r.iql")
        }
        #expect(error?.line == 2)
        #expect(error?.file == "r.iql")
        #expect(error?.message.contains("takes a whole number, not") == true)
    }
}
