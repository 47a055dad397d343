import Testing
import TuneQLHTTP

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
            WindowServer(count: 50, length: 10), BucketServer(rate: 50, burst: 50),
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
            BucketServer(rate: 5, burst: 5), WindowServer(count: 5, length: 1),
            WindowServer(count: 50, length: 10),
        ] as [any AdmittingServer]
    )
    func `what is admitted is used up, and no scope starves`(server: any AdmittingServer) {
        let storm = Self.storm(server)
        // 200 pages at 5 a second.
        #expect(storm.now < .seconds(46))
        // One round of all scopes takes 8 s.
        #expect(storm.spread < .seconds(10))
    }

    @Test func `a quota of a minute is waited for, with few requests in vain`() {
        let storm = Self.storm(WindowServer(count: 300, length: 60), pages: 25)
        #expect(storm.ends.count == 40)
        let (sent, admitted) = storm.count(after: .seconds(1))
        #expect(Double(sent) <= 1.1 * Double(admitted), "\(sent) sent, \(admitted) admitted")
        #expect(storm.spread < .seconds(15))
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
        #expect(storm.sendings.count <= 10)
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
        // 40 scopes at 20 pages a second each are 800 requests a second again.
        let last = storm.sendings.suffix(400)
        let time = (last.last?.time ?? .zero) - (last.first?.time ?? .zero)
        #expect(time < .seconds(1), "\(time)")
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
