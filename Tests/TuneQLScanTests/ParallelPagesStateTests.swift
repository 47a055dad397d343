import Testing
import TuneQLScan

@Suite struct ParallelPagesStateTests {
    @Test(
        arguments: [
            // The page waits for the first event of the other call.
            ("take 0.0 take 1.0 take take", "waiting reader waiting reader 0.0 1.0"),
            ("1.0 0.0 1.end 0.end take take take", "- - - - 0.0 1.0 finished"),
            // Of the pages that wait, the first call's is taken.
            ("0.end 1.0 1.1 take take take", "- - - 1.0 1.1 waiting"),
            ("1.0 1.1 0.0 take take take", "- - - 0.0 1.0 1.1"),
            // A failure that ends the statement precedes pages, whenever it comes.
            ("0.0 1.kills take take", "- - 1.kills error"),
            ("0.0 1.0 take 0.kills take", "- - 0.0 - 0.kills"),
            ("0.0 1.fails take 0.end take", "- - 0.0 - finished"),
            ("take cancel take", "waiting reader cancelled"),
            // A failure that came before the end is its reason.
            ("0.0 1.kills take cancel take", "- - 1.kills - error"),
            ("0.0 1.kills cancel take", "- - - error"),
            ("0.0 cancel 1.kills take", "- - - cancelled"),
        ]
    )
    func `pages are taken as they arrive, after each call's first event`(
        _ steps: String,
        _ results: String
    ) throws {
        #expect(try result(of: steps, ArrivalOrder(calls: 2)) == results)
    }

    @Test(
        arguments: [
            ("1.0 take 0.0 0.1 take take take", "- waiting reader - 0.0 1.0 0.1"),
            ("0.0 1.0 1.1 0.end 1.end take take take take", "- - - - - 0.0 1.0 0.end 1.1"),
            ("0.0 1.kills take take", "- - 1.kills error"),
            ("0.0 1.0 take 1.kills take take take", "- - 0.0 - 1.0 waiting waiting"),
            ("0.0 1.fails 0.1 take take take", "- - - 0.0 1.fails 0.1"),
            ("0.0 1.kills take cancel take", "- - 1.kills - error"),
            ("0.0 1.kills cancel take", "- - - cancelled"),
        ]
    )
    func `pages are taken in turn, whenever they arrive`(
        _ steps: String,
        _ results: String
    ) throws {
        #expect(try result(of: steps, TurnOrder(calls: 2)) == results)
    }

    @Test(
        arguments: [
            // The reader requests the next page before the task pauses, or afterwards.
            ("0.0 take 0.0! 0.0?", "- 0.0 - true"),
            ("0.0 0.0? take 0.0!", "- pauses 0.0 0:true"),
            ("0.0 0.0? take 0.0! 0.0!", "- pauses 0.0 0:true -"),
            // A request after another page than the last one that arrived changes nothing.
            ("0.0 take 0.0! 0.0? 0.1 0.0! 0.1?", "- 0.0 - true - - pauses"),
            ("0.0 0.0? cancel", "- pauses 0:false"),
            ("0.0 cancel 0.0?", "- - false"),
            ("0.0 0.end 0.0!", "- - -"),
        ]
    )
    func `the next page is requested after one that is used up`(
        _ steps: String,
        _ results: String
    ) throws {
        #expect(try result(of: steps, ArrivalOrder(calls: 1)) == results)
    }

    private func result(of steps: String, _ order: any DeliveryOrder) throws -> String {
        var script = PagesScript(order)
        return try script.run(steps)
    }

    /// Two pages that are read.
    private static let two = "0.0 take 0.0! 0.0? 0.1 take 0.1! 0.1? "

    @Test(
        arguments: [
            // When it is taken, if it waited; when it arrives, if the reader waited.
            ("0.2 0.2? take", "- pauses 0.2+0:true"),
            ("take 0.2 0.2? take", "waiting reader true 0.2"),
            // Once for each page, also when the next one arrives before it is taken.
            (
                "take 0.2 0.2? 0.3 0.3? take 0.2! take",
                "waiting reader true - pauses 0.2 - 0.3+0:true"
            ),
        ]
    )
    func `reading ahead starts with the third page`(_ steps: String, _ results: String) throws {
        var script = PagesScript(ArrivalOrder(calls: 1), readsAhead: true)
        let first = try script.run(Self.two)
        #expect(first == "- 0.0 - true - 0.1 - true")
        let then = try script.run(steps)
        #expect(then == results)
    }

    @Test func `in turn, reading ahead starts with the first page`() throws {
        var script = PagesScript(TurnOrder(calls: 1), readsAhead: true)
        let result = try script.run("take 0.0 0.0? take 0.1 0.1?")
        #expect(result == "waiting reader pauses 0.0+0:true - pauses")
    }

    @Test(arguments: [false, true], [false, true])
    func `every page is read once, whatever comes first`(_ inTurn: Bool, _ readsAhead: Bool) throws
    {
        for seed in 0..<200 as Range<UInt64> {
            let order: any DeliveryOrder =
                inTurn ? TurnOrder(calls: 4, width: 2) : ArrivalOrder(calls: 4, width: 2)
            var run = ShuffledCalls(order, width: 2, readsAhead: readsAhead, seed: seed)
            try run.finish()
        }
    }
}
