import TestSupport
import Testing

/// Forty scopes at a service that admits few requests.
@Suite struct QuotaStormTests {
    private static let pages = 5

    private static func storm(
        _ server: any AdmittingServer,
        latency: Duration = .milliseconds(50),
        pages: Int = pages
    ) -> QuotaSimulation {
        var simulation = QuotaSimulation(server, scopes: 40)
        simulation.latency = latency
        simulation.read(pages: pages)
        return simulation
    }

    @Test(
        arguments: [
            BucketServer(rate: 5, burst: 5), BucketServer(rate: 5, burst: 1),
            BucketServer(rate: 5, burst: 20), WindowServer(count: 5, length: 1),
            BucketServer(rate: 5, burst: 50), WindowServer(count: 50, length: 10),
            SlidingWindowServer(count: 5, length: 1), SlidingWindowServer(count: 50, length: 10),
            BucketServer(rate: 50, burst: 50), CrowdedServer(count: 4, length: 0.05),
            CrowdedServer(count: 8, length: 0.3),
            ChangingServer(
                first: BucketServer(rate: 20, burst: 20),
                change: 4,
                second: BucketServer(rate: 5, burst: 5)
            ),
        ] as [any AdmittingServer],
        [50, 300]
    )
    func `all scopes get all pages with few refusals`(server: any AdmittingServer, latency: Int) {
        let storm = Self.storm(server, latency: .milliseconds(latency))
        #expect(storm.ends.count == 40)
        #expect(storm.failed.isEmpty)
        let (sent, admitted) = storm.count(after: .seconds(1))
        #expect(Double(sent) <= 1.1 * Double(admitted), "\(sent) sent, \(admitted) admitted")
    }

    @Test(
        arguments: [
            (BucketServer(rate: 5, burst: 5), 45), (WindowServer(count: 5, length: 1), 52),
            (SlidingWindowServer(count: 5, length: 1), 54),
            (WindowServer(count: 50, length: 10), 32),
            (SlidingWindowServer(count: 50, length: 10), 32),
            (BucketServer(rate: 20, burst: 20), 12), (CrowdedServer(count: 4, length: 0.05), 5),
        ] as [(any AdmittingServer, Int)]
    )
    func `what is admitted is used up, and no scope starves`(
        server: any AdmittingServer,
        seconds: Int
    ) {
        let storm = Self.storm(server)
        #expect(storm.now < .seconds(seconds), "\(storm.now)")
        // One round of all scopes takes 8 s at 5 a second, and a window's length at most.
        #expect(storm.spread < .seconds(12))
    }

    @Test(arguments: [50, 300])
    func `a quota of a minute is waited for, with few requests in vain`(latency: Int) {
        for server in [
            WindowServer(count: 300, length: 60), SlidingWindowServer(count: 60, length: 60),
        ] as [any AdmittingServer] {
            let storm = Self.storm(server, latency: .milliseconds(latency), pages: 7)
            #expect(storm.ends.count == 40)
            let (sent, admitted) = storm.count(after: .seconds(1))
            #expect(Double(sent) <= 1.1 * Double(admitted), "\(sent) sent, \(admitted) admitted")
            #expect(storm.now < .seconds(250), "\(storm.now)")
        }
    }

    @Test(arguments: [0.0..<12, 0.1..<5, 0.1..<30])
    func `a service that comes back is soon used in full`(closed: Range<Double>) {
        let storm = Self.storm(BrokenServer(closed: closed), pages: 30)
        #expect(storm.ends.count == 40)
        #expect(storm.now < .seconds(closed.upperBound * 1.3 + 3), "\(storm.now)")
    }

    @Test func `a steady server is used as if there were no limiter`() {
        let storm = Self.storm(SteadyServer(), pages: 20)
        #expect(storm.now == .seconds(1))
        #expect(storm.sendings.count == 800)
    }

    @Test
    func `a service that admits nothing is left after a minute, having been asked a few times`() {
        struct Closed: AdmittingServer {
            func admits(_ time: Double) -> Bool { false }
        }
        var storm = QuotaSimulation(Closed(), scopes: 3)
        storm.read(pages: 1)
        #expect(storm.failed == [0, 1, 2])
        #expect(storm.sendings.count <= 16)
        #expect(storm.now >= .seconds(60))
        #expect(storm.now < .seconds(100))
    }

    @Test func `the rate comes back when the storm is over`() {
        struct Recovering: AdmittingServer {
            var bucket = BucketServer(rate: 5, burst: 5)
            mutating func admits(_ time: Double) -> Bool {
                time > 20 || bucket.admits(time)
            }
        }
        let storm = Self.storm(Recovering(), pages: 200)
        let (sent, admitted) = storm.count(after: .seconds(20))
        #expect(sent - admitted <= 1)
        // A few seconds to be sure that it is over, and a few to get faster.
        #expect(storm.count(after: .seconds(31)).sent > 4_000)
        // 40 scopes at 20 pages a second each are 800 requests a second again.
        let last = storm.sendings.suffix(400)
        let time = (last.last?.time ?? .zero) - (last.first?.time ?? .zero)
        #expect(time < .seconds(1), "\(time)")
    }

    /// Twenty-four lists at once, and a service that says how long to wait.
    @Test(arguments: [(0, 1), (30, 2), (150, 1), (400, 1)])
    func `a wait that is asked for is followed by few refusals`(disorder: Int, pages: Int) {
        for seed in UInt64(1)...20 {
            var storm = QuotaSimulation(BucketServer(rate: 5, burst: 5), scopes: 24)
            storm.latency = .milliseconds(5)
            storm.disorder = .milliseconds(disorder)
            storm.random = SplitMix64(seed: seed)
            storm.pause = { _ in .seconds(1) }
            storm.read(pages: pages)
            #expect(storm.ends.count == 24)
            let first = storm.sendings.first?.time ?? .zero
            let (sent, admitted) = storm.count(after: first + .seconds(1))
            #expect(sent - admitted <= 3, "seed \(seed): \(sent) sent, \(admitted) admitted")
        }
    }

    @Test func `nothing is sent before the time that the service names`() {
        struct Paused: AdmittingServer {
            func admits(_ time: Double) -> Bool { time >= 7 }
        }
        var storm = QuotaSimulation(Paused(), scopes: 40)
        storm.pause = { max(.zero, .seconds(7) - $0) }
        storm.read(pages: 1)
        #expect(storm.sendings.count { !$0.isAdmitted } == 40)
        #expect(storm.count(after: .milliseconds(1)).sent == 40)
        #expect(storm.ends.count == 40)
    }
}
