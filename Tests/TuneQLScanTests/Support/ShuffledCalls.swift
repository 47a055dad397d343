import TestSupport
import Testing
import TuneQLScan

/// Calls of up to five pages each, whose tasks and reader take their steps in random order.
struct ShuffledCalls {
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

    init(_ order: any DeliveryOrder, width: Int, readsAhead: Bool, seed: UInt64) {
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
            let isRequested = state.pause(after: page) { [woken] _ in woken.add("\(call)") }
            tasks[call] = isRequested == true ? .fetch(number + 1) : .wait(after: number)
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
