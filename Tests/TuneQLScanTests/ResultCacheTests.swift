import TestSupport
import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLScan

/// The cache by itself.
@Suite struct ResultCacheTests {
    static let method = Method(
        name: "list",
        verb: .select,
        httpMethod: "GET",
        path: "/v1/things",
        host: HostRule(otherwise: "https://things.example", fallback: "https://things.example"),
        parameters: [],
        rows: .list(["things"])
    )

    private static func call(_ place: String, fields: String? = nil, size: Int? = nil) -> MethodCall
    {
        MethodCall(
            method: method,
            arguments: ["place": place],
            fields: fields,
            pageSize: size,
            service: "a.b",
            resource: "a.b.things"
        )
    }

    private static func page(_ text: String, token: String? = nil) throws -> CallPage {
        let next = token.map { #", "nextPageToken": "\#($0)""# } ?? ""
        let content = try JSONPage(
            Array(#"{"things": [{"name": "\#(text)"}]\#(next)}"#.utf8),
            layout: JSONLayout(itemsPath: ["things"], columns: ["name"])
        )
        return CallPage(content, next: token.map(PagePosition.token))
    }

    /// Keeps a result of one page.
    private static func keep(
        _ text: String,
        for call: MethodCall,
        in cache: ResultCache
    ) throws {
        cache.pendingResult(of: call, lifetime: .seconds(60)).add(try page(text))
    }

    private static func isKept(_ call: MethodCall, in cache: ResultCache) -> Bool {
        cache.pages(for: call, within: .seconds(60)) != nil
    }

    @Test(
        arguments: [
            (nil, nil, true),
            (nil, "things(name)", true),
            ("things(name)", nil, false),
            ("things(name,state),nextPageToken", "nextPageToken,things(state)", true),
            ("things(name)", "things(name),nextPageToken", false),
        ] as [(String?, String?, Bool)]
    )
    func `a result serves masks that ask for no more`(
        _ wide: String?,
        _ narrow: String?,
        _ serves: Bool
    ) throws {
        let cache = ResultCache(clock: ManualClock())
        try Self.keep("x", for: Self.call("p", fields: wide), in: cache)
        #expect(Self.isKept(Self.call("p", fields: narrow, size: 3), in: cache) == serves)
        #expect(!Self.isKept(Self.call("q", fields: narrow), in: cache))
    }

    @Test func `nothing is kept before the last page`() throws {
        let cache = ResultCache(clock: ManualClock())
        let pending = cache.pendingResult(of: Self.call("p"), lifetime: .seconds(60))
        pending.add(try Self.page("1", token: "2"))
        #expect(!Self.isKept(Self.call("p"), in: cache))
        pending.add(try Self.page("2"))
        #expect(cache.pages(for: Self.call("p"), within: .seconds(60))?.count == 2)
    }

    @Test func `what is dropped unfinished leaves its room`() throws {
        let cache = ResultCache(clock: ManualClock())
        do {
            let pending = cache.pendingResult(of: Self.call("p"), lifetime: .seconds(60))
            pending.add(try Self.page("1", token: "2"))
            #expect(cache.size > 0)
        }
        #expect(cache.size == 0)
    }

    @Test func `age counts from the request, not from the last page`() async throws {
        let clock = ManualClock()
        let cache = ResultCache(clock: clock)
        let pending = cache.pendingResult(of: Self.call("p"), lifetime: .seconds(60))
        try await clock.sleep(for: .seconds(5))
        pending.add(try Self.page("1"))
        #expect(cache.age(of: Self.call("p"), within: .seconds(60)) == .seconds(5))
        #expect(cache.age(of: Self.call("p"), within: .seconds(4)) == nil)
    }

    @Test func `a full cache drops what was not used for longest`() throws {
        let measure = ResultCache(clock: ManualClock())
        try Self.keep("0", for: Self.call("0"), in: measure)
        let cache = ResultCache(clock: ManualClock(), limit: 3 * measure.size)
        for place in 0..<3 { try Self.keep("\(place)", for: Self.call("\(place)"), in: cache) }
        #expect(Self.isKept(Self.call("0"), in: cache))
        try Self.keep("3", for: Self.call("3"), in: cache)
        #expect(
            (0..<4).map { Self.isKept(Self.call("\($0)"), in: cache) } == [true, false, true, true]
        )
        #expect(cache.size == 3 * measure.size)
    }

    @Test func `what is too old makes room first`() async throws {
        let measure = ResultCache(clock: ManualClock())
        try Self.keep("0", for: Self.call("0"), in: measure)
        let clock = ManualClock()
        let cache = ResultCache(clock: clock, limit: 3 * measure.size)
        try Self.keep("0", for: Self.call("0"), in: cache)
        try await clock.sleep(for: .seconds(40))
        for place in 1..<3 { try Self.keep("\(place)", for: Self.call("\(place)"), in: cache) }
        #expect(Self.isKept(Self.call("0"), in: cache))
        try await clock.sleep(for: .seconds(40))
        try Self.keep("3", for: Self.call("3"), in: cache)
        #expect(
            (0..<4).map { Self.isKept(Self.call("\($0)"), in: cache) } == [false, true, true, true]
        )
    }

    @Test func `an endless list never takes more than the limit, and is not kept`() throws {
        let cache = ResultCache(clock: ManualClock(), limit: 4_000)
        let pending = cache.pendingResult(of: Self.call("p"), lifetime: .seconds(60))
        for number in 0..<1_000 {
            pending.add(try Self.page("\(number)", token: "\(number + 1)"))
            #expect(cache.size <= 4_000)
        }
        pending.add(try Self.page("end"))
        #expect(cache.size == 0)
        #expect(!Self.isKept(Self.call("p"), in: cache))
    }

    @Test func `a newer result replaces those that it covers`() throws {
        let cache = ResultCache(clock: ManualClock())
        try Self.keep("all", for: Self.call("p"), in: cache)
        let size = cache.size
        try Self.keep("all", for: Self.call("p"), in: cache)
        #expect(cache.size == size)
        try Self.keep("all", for: Self.call("p", fields: "things(name)"), in: cache)
        #expect(cache.size == 2 * size)
        try Self.keep("new", for: Self.call("p"), in: cache)
        #expect(cache.size == size)
    }

    @Test func `what was asked for before a change is not kept after it`() throws {
        let cache = ResultCache(clock: ManualClock())
        let pending = cache.pendingResult(of: Self.call("p"), lifetime: .seconds(60))
        cache.forget(resource: "a.b.things")
        pending.add(try Self.page("old"))
        #expect(!Self.isKept(Self.call("p"), in: cache))
        #expect(cache.size == 0)
    }

    @Test func `one resource is forgotten by itself`() throws {
        let cache = ResultCache(clock: ManualClock())
        try Self.keep("x", for: Self.call("p"), in: cache)
        cache.forget(resource: "a.b.others")
        #expect(Self.isKept(Self.call("p"), in: cache))
        cache.forget(resource: "a.b.things")
        #expect(!Self.isKept(Self.call("p"), in: cache))
        #expect(cache.size == 0)
    }
}
