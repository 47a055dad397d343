import FaultyAllocator
import Glibc
import Testing
import TuneQL

/// SQLite's first allocation fails, then its second, and so on behind the last one.
///
/// In a process of its own, since all connections of a process share their allocator. The sweeps
/// take larger steps the further they are, unless `TUNEQL_EVERY_ALLOCATION` is set.
@Suite(.timeLimit(.minutes(10))) struct AllocationTests {
    @Test func `a statement whose memory fails gives the right rows or an error`() async {
        await #expect(processExitsWith: .success) {
            try await AllocationSweep.all()
        }
    }
}

/// Has the allocations of one statement fail.
struct AllocationSweep {
    let statement: FaultyStatement
    let isLasting: Bool

    static func all() async throws {
        #expect(faulty_allocator_install() == 0)
        try await opening()
        for statement in FaultyStatement.all {
            for isLasting in [false, true] {
                try await AllocationSweep(statement: statement, isLasting: isLasting).run()
            }
        }
        FaultTable.shared.write(to: "TUNEQL_ALLOCATION_TABLE")
    }

    /// A session that cannot be opened is an error.
    private static func opening() async throws {
        let world = try await FaultyWorld(FaultyStatement.all[0])
        for number in numbers {
            faulty_allocator_arm(number, 0)
            let isOpen = (try? World.session(world.transport)) != nil
            let failures = faulty_allocator_failures()
            faulty_allocator_arm(0, 0)
            guard failures > 0 else { break }
            FaultTable.shared.record(
                "no memory to open a session",
                "list",
                isOpen ? "rows" : "sql",
                []
            )
        }
    }

    func run() async throws {
        let expected = try await FaultyWorld.expectation(of: statement)
        var world = try await FaultyWorld(statement)
        for number in Self.numbers {
            world.transport.arm(nil)
            faulty_allocator_arm(number, isLasting ? 1 : 0)
            let outcome = await world.run()
            let failures = faulty_allocator_failures()
            faulty_allocator_arm(0, 0)
            guard failures > 0 else { break }
            await record(outcome, number, world, expected)
            if statement.kind != .reading { world = try await FaultyWorld(statement) }
        }
    }

    private func record(
        _ outcome: FaultOutcome,
        _ number: Int,
        _ world: FaultyWorld,
        _ expected: [String]
    ) async {
        let verdict = FaultVerdict(world: world, allowed: ["rows", "sql"], expected: expected)
        var flaws = verdict.flaws(in: outcome)
        if await !world.isUsable() { flaws.append(.unusable) }
        let name = "no memory\(isLasting ? ", from then on" : "")"
        FaultTable.shared.record(name, statement.description, outcome.name, flaws)
        #expect(flaws.isEmpty, "\(statement), allocation \(number), \(name): \(flaws) \(outcome)")
    }

    /// The allocations that fail: all of the first, then fewer and fewer.
    private static var numbers: some Sequence<Int> {
        let step = getenv("TUNEQL_EVERY_ALLOCATION") == nil ? 20 : Int.max
        return sequence(first: 1) { $0 + 1 + $0 / step }
    }
}
