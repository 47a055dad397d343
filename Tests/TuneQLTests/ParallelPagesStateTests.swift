import Synchronization
import TestSupport
import Testing
import TuneQL
import TuneQLCalls
import TuneQLJSON
import TuneQLTransport

@Suite struct ParallelPagesStateTests {
    @Test(
        arguments: [
            // The page waits for the first answer of the other call.
            ("take 0.0 take 1.0 take take", "waiting reader waiting reader 0.0 1.0"),
            ("1.0 0.0 1.end 0.end take take take", "- - - - 0.0 1.0 finished"),
            // Of the pages that wait, the first call's is taken.
            ("0.end 1.0 1.1 take take take", "- - - 1.0 1.1 waiting"),
            ("1.0 1.1 0.0 take take take", "- - - 0.0 1.0 1.1"),
            // A failure that ends the statement precedes pages, whenever it comes.
            ("0.0 1.kills take take", "- - 1.kills error"),
            ("0.0 1.0 take 0.kills take", "- - 0.0 - 0.kills"),
            ("0.0 1.fails take 0.end take", "- - 0.0 - finished"),
            ("take cancel take", "waiting reader error"),
        ]
    )
    func `pages are taken as they arrive, after each call's first answer`(
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

    private func result(of steps: String, _ order: any AnswerOrder) throws -> String {
        var script = Script(order)
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
        var script = Script(ArrivalOrder(calls: 1), readsAhead: true)
        let first = try script.run(Self.two)
        #expect(first == "- 0.0 - true - 0.1 - true")
        let then = try script.run(steps)
        #expect(then == results)
    }

    @Test func `in turn, reading ahead starts with the first page`() throws {
        var script = Script(TurnOrder(calls: 1), readsAhead: true)
        let result = try script.run("take 0.0 0.0? take 0.1 0.1?")
        #expect(result == "waiting reader pauses 0.0+0:true - pauses")
    }

    @Test(arguments: [false, true], [false, true])
    func `every page is read once, whatever comes first`(_ inTurn: Bool, _ readsAhead: Bool) throws
    {
        for seed in 0..<200 as Range<UInt64> {
            let order: any AnswerOrder =
                inTurn ? TurnOrder(calls: 4, width: 2) : ArrivalOrder(calls: 4, width: 2)
            var run = ShuffledCalls(order, width: 2, readsAhead: readsAhead, seed: seed)
            try run.finish()
        }
    }
}

/// Steps of calls and their reader, in the place of tasks.
///
/// `0.1` is a page that arrives; `0.end`, `0.fails` and `0.kills` end a call; in `0.1?` its task
/// pauses after a page; in `0.1!` the reader has used a page up.
private struct Script {
    private var state: ParallelPages.State
    private let woken = WakeUps()

    init(_ order: any AnswerOrder, readsAhead: Bool = false) {
        state = ParallelPages.State(order, readsAhead: readsAhead)
    }

    /// Runs steps; the result of each is what it brings, and what it wakes up.
    mutating func run(_ steps: String) throws -> String {
        try steps.split(separator: " ").map { step in
            let result = try run(step: step)
            let all = ([result] + woken.take()).filter { !$0.isEmpty }
            return all.isEmpty ? "-" : all.joined(separator: "+")
        }
        .joined(separator: " ")
    }

    private mutating func run(step: Substring) throws -> String {
        if step == "take" { return take() }
        if step == "cancel" {
            let (resumptions, wakeReader) = state.cancel()
            for resume in resumptions { resume(false) }
            wakeReader?()
            return ""
        }
        let parts = step.split { ".?!".contains($0) }
        let call = try #require(Int(parts[0]))
        guard let number = Int(parts[1]) else {
            state.add(Self.ending(parts[1]), of: call)?()
            return ""
        }
        let page = try DeliveredPage(call: call, number: number)
        switch step.last {
        case "?":
            let answer = state.pause(after: page) { [woken] in woken.add("\(call):\($0)") }
            return answer.map { "\($0)" } ?? "pauses"
        case "!": state.request(after: page)?(true)
        default: state.add(.page(page), of: call)?()
        }
        return ""
    }

    private mutating func take() -> String {
        do {
            let (turn, resume) = try state.take { [woken] in woken.add("reader") }
            resume?(true)
            switch turn {
            case .taken(.page(let page), let call): return "\(call).\(page.number)"
            case .taken(.failure(let failure), let call):
                return "\(call).\(failure.error.message)"
            case .taken(.end, let call): return "\(call).end"
            case .waiting: return "waiting"
            case .finished: return "finished"
            }
        } catch {
            return "error"
        }
    }

    private static func ending(_ name: Substring) -> ParallelPages.Answer {
        guard name != "end" else { return .end }
        let error = CallError(kind: .api, message: String(name))
        return .failure(.init(error, name == "kills" ? .fatal : .tolerable))
    }
}

private final class WakeUps: Sendable {
    private let names = Mutex<[String]>([])

    func add(_ name: String) { names.withLock { $0.append(name) } }

    func take() -> [String] {
        names.withLock { names in
            defer { names = [] }
            return names
        }
    }
}

extension DeliveredPage {
    fileprivate init(call: Int, number: Int) throws {
        let layout = JSONLayout(itemsPath: [], columns: [], tokenName: nil)
        self.init(call: call, number: number, page: try JSONPage(Array("{}".utf8), layout: layout))
    }
}

/// Calls of up to three pages each, whose tasks and reader run in an order by chance.
private struct ShuffledCalls {
    /// What a call's task does next.
    private enum Task {
        case fetch(Int)
        case pause(after: Int)
        case wait(after: Int)
        case end
    }

    private var state: ParallelPages.State
    private var random: SplitMix64
    private var tasks: [Task]
    private let counts: [Int]
    private let width: Int
    private let woken = WakeUps()
    private var taken: [[Int]]
    private var last: DeliveredPage?
    private var isReaderWaiting = false
    private var isFinished = false

    init(_ order: any AnswerOrder, width: Int, readsAhead: Bool, seed: UInt64) {
        state = ParallelPages.State(order, readsAhead: readsAhead)
        var random = SplitMix64(seed: seed)
        counts = (0..<4).map { _ in Int.random(in: 0...5, using: &random) }
        self.random = random
        self.width = width
        tasks = counts.map { _ in .fetch(0) }
        taken = counts.map { _ in [] }
    }

    /// Runs all to the end.
    mutating func finish() throws {
        while !isFinished {
            let steps = openCalls + (isReaderWaiting ? [] : [-1])
            let step = try #require(steps.randomElement(using: &random), "nothing goes on")
            if step < 0 { try read() } else { try work(step) }
            wakeUp()
        }
        #expect(taken == counts.map { Array(0..<$0) })
    }

    /// The calls whose tasks can go on: only so many have begun and not ended.
    private var openCalls: [Int] {
        let begun = tasks.indices.filter { if case .end = tasks[$0] { false } else { true } }
        return begun.prefix(width).filter { if case .wait = tasks[$0] { false } else { true } }
    }

    private mutating func work(_ call: Int) throws {
        switch tasks[call] {
        case .fetch(let number) where number == counts[call]:
            state.add(.end, of: call)?()
            tasks[call] = .end
        case .fetch(let number):
            state.add(.page(try DeliveredPage(call: call, number: number)), of: call)?()
            tasks[call] = .pause(after: number)
        case .pause(let number):
            let page = try DeliveredPage(call: call, number: number)
            let answer = state.pause(after: page) { [woken] _ in woken.add("\(call)") }
            tasks[call] = answer == true ? .fetch(number + 1) : .wait(after: number)
        case .wait, .end: Issue.record("the task of \(call) cannot go on")
        }
    }

    private mutating func read() throws {
        if let last { state.request(after: last)?(true) }
        last = nil
        let (turn, resume) = try state.take { [woken] in woken.add("reader") }
        resume?(true)
        switch turn {
        case .taken(.page(let page), let call):
            #expect(call == page.call)
            taken[call].append(page.number)
            last = page
        case .taken: break
        case .waiting: isReaderWaiting = true
        case .finished: isFinished = true
        }
    }

    private mutating func wakeUp() {
        for name in woken.take() {
            guard let call = Int(name) else {
                isReaderWaiting = false
                continue
            }
            if case .wait(let number) = tasks[call] { tasks[call] = .fetch(number + 1) }
        }
    }
}
