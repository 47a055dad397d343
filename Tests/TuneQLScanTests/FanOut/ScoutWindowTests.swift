import Testing
import TuneQLScan

@Suite struct ScoutWindowTests {
    /// A thread whose waits end at once: it counts them, and does something during each.
    private final class BusyThread: WaitingThread {
        private let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }

        func waiting(for signal: Signal) {
            body()
            signal.wait()
        }
    }

    /// A thread that may not wait.
    private static let idle = BusyThread { Issue.record("the scout waits") }

    private static func key(_ number: Int) -> StatementScans.Key {
        StatementScans.Key(resource: "a.b.c", calls: CallList(), columns: ["\(number)"])
    }

    /// Admits scans that the window has room for.
    private static func fill(_ window: ScoutWindow, _ numbers: Range<Int>) {
        for number in numbers { #expect(window.admit(key(number), on: idle)) }
    }

    /// The number of scans that can be started before the scout has to wait.
    private static func room(_ window: ScoutWindow, from first: Int) -> Int {
        var (number, waits) = (first, false)
        let thread = BusyThread { window.close() }
        while !waits {
            if window.admit(key(number), on: thread) { number += 1 } else { waits = true }
        }
        return number - first
    }

    @Test(arguments: [1, 2, 64])
    func `as many scans may be started as the window is wide`(_ width: Int) {
        #expect(Self.room(ScoutWindow(first: width), from: 0) == width)
    }

    @Test func `each scan that is read doubles the width, up to a limit`() {
        let widths = (0...7).map { reads in
            let window = ScoutWindow(first: 2)
            for number in 0..<reads {
                Self.fill(window, number..<number + 1)
                window.take(Self.key(number))
            }
            return Self.room(window, from: 100)
        }
        #expect(widths == [2, 4, 8, 16, 32, 64, 64, 64])
        #expect(ScoutWindow.maximum == 64)
    }

    @Test func `a scan that the scout has not started changes nothing`() {
        let window = ScoutWindow(first: 2)
        Self.fill(window, 0..<1)
        window.take(Self.key(9))
        window.take(Self.key(0))
        window.take(Self.key(0))
        #expect(Self.room(window, from: 1) == 4)
    }

    @Test func `a scan that is started twice counts once`() {
        let window = ScoutWindow(first: 2)
        Self.fill(window, 0..<1)
        Self.fill(window, 0..<1)
        #expect(Self.room(window, from: 1) == 1)
    }

    @Test func `the scout goes on when the statement reads a scan`() {
        let window = ScoutWindow(first: 1)
        Self.fill(window, 0..<1)
        let thread = BusyThread { window.take(Self.key(0)) }
        #expect(window.admit(Self.key(1), on: thread))
        Self.fill(window, 2..<3)
    }

    @Test func `the scout ends, with room or without, once the window is closed`() {
        let window = ScoutWindow(first: 1)
        Self.fill(window, 0..<1)
        #expect(!window.admit(Self.key(1), on: BusyThread { window.close() }))
        window.take(Self.key(0))
        #expect(!window.admit(Self.key(1), on: Self.idle))
    }
}
