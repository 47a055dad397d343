import Testing
import TuneQLCalls

/// The phases of a pace, and what leads from one to another; times are milliseconds.
@Suite struct AdaptivePaceTests {
    /// A pace after so many requests at once, of which the last ones were refused.
    private func pace(admitted: Int, refused: Int = 1, at answer: Int = 50) -> AdaptivePace {
        var pace = AdaptivePace()
        for count in 0..<(admitted + refused) { _ = pace.send(.zero, underWay: count) }
        for _ in 0..<admitted { pace.admit(sentAt: .zero) }
        for _ in 0..<refused { pace.refuse(sentAt: .zero, .milliseconds(answer)) }
        return pace
    }

    /// The pace after a probe that was sent at a time was admitted.
    private func reopened(_ pace: AdaptivePace, at time: Int) -> AdaptivePace {
        var pace = pace
        let isProbe = pace.send(.milliseconds(time), underWay: 0)
        #expect(isProbe)
        pace.admit(sentAt: .milliseconds(time))
        return pace
    }

    @Test func `nothing is held back before a refusal`() {
        let pace = pace(admitted: 100, refused: 0)
        #expect(pace.isFree)
        #expect(pace.opening(.zero, underWay: 1_000) == .zero)
        #expect(pace.rate == nil && pace.width == nil)
    }

    @Test func `one probe at a time is sent while requests are refused`() {
        var pace = pace(admitted: 20)
        let time = Duration.milliseconds(100)
        #expect(pace.opening(.milliseconds(50), underWay: 0) == time)
        let isProbe = pace.send(time, underWay: 0)
        #expect(isProbe)
        #expect(pace.opening(time, underWay: 1) == nil)
        var lost = pace
        lost.recordLostProbe(.milliseconds(150))
        #expect(lost.opening(.milliseconds(150), underWay: 0) == .milliseconds(200))
        pace.refuse(sentAt: time, .milliseconds(150))
        #expect(pace.opening(.milliseconds(150), underWay: 0) == .milliseconds(250))
        #expect(pace.refusals == 2)
        #expect(pace.closedTime == .milliseconds(150))
    }

    @Test func `refusals and admissions from before the refusal was known change nothing`() {
        var pace = pace(admitted: 20, refused: 5)
        #expect(pace.refusals == 1)
        pace.admit(sentAt: .milliseconds(40))
        #expect(pace.refusals == 1)
        #expect(!pace.isFree)
    }

    @Test(
        arguments: [
            // Soon open again: tokens, at the rate of the first second.
            (20, [500], 20, nil),
            // Admitted with the next request: as many as were under way.
            (4, [550], nil, 4),
            // Open only after seconds: a window, whose number is known, not its rate.
            (50, [500, 4_000], nil, nil),
        ] as [(Int, [Int], Double?, Int?)]
    )
    func `the closed time shows how a service counts`(
        admitted: Int,
        probes: [Int],
        rate: Double?,
        width: Int?
    ) throws {
        var pace = pace(admitted: admitted)
        for probe in probes.dropLast() {
            _ = pace.send(.milliseconds(probe), underWay: 0)
            pace.refuse(sentAt: .milliseconds(probe), .milliseconds(probe + 50))
        }
        pace = reopened(pace, at: try #require(probes.last))
        #expect(!pace.isFree)
        #expect(pace.rate == rate)
        #expect(pace.width == 2)
        for _ in 0..<64 { pace.admit(sentAt: .seconds(4)) }
        #expect(pace.width == width)
    }

    @Test func `a limit is forgotten a minute after the last refusal`() {
        var pace = reopened(pace(admitted: 20), at: 500)
        _ = pace.send(.milliseconds(60_500), underWay: 0)
        #expect(!pace.isFree)
        _ = pace.send(.milliseconds(60_501), underWay: 0)
        #expect(pace.isFree)
    }

    @Test func `a refusal closes a limit again and lowers its rate`() throws {
        var pace = reopened(pace(admitted: 20), at: 500)
        let rate = try #require(pace.rate)
        for time in [525, 550, 575] {
            _ = pace.send(.milliseconds(time), underWay: 0)
            pace.refuse(sentAt: .milliseconds(time), .milliseconds(time + 10))
        }
        #expect(try #require(pace.rate) < rate)
        #expect(pace.refusals == 3)
    }

    @Test func `a pause holds in every phase`() {
        var paces = [
            pace(admitted: 1, refused: 0), pace(admitted: 20),
            reopened(pace(admitted: 20), at: 500),
        ]
        for index in paces.indices {
            paces[index].pause(until: .seconds(9))
            #expect(paces[index].opening(.seconds(1), underWay: 0) == .seconds(9))
        }
    }
}
