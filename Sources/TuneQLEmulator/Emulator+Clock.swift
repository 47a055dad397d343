import Synchronization

extension Emulator {
    /// What tells the emulated time, in nanoseconds since 1970 (UTC).
    public struct Clock: Sendable {
        /// The instant at which the emulation starts; the generated jobs were created before it.
        public let start: Int64
        /// Tells the time; it must not run backwards.
        public let now: @Sendable () -> Int64

        /// 2026-06-01T00:00:00Z, where the emulation starts unless it is told otherwise.
        public static let defaultStart: Int64 = 1_780_272_000_000_000_000

        /// Makes a clock from a function.
        public init(start: Int64, now: @escaping @Sendable () -> Int64) {
            self.start = start
            self.now = now
        }

        /// Runs on from `start` with real time, `speed` times as fast.
        public static func running(from start: Int64 = defaultStart, speed: Double = 1) -> Clock {
            let origin = ContinuousClock.now
            return Clock(start: start) {
                let elapsed = Double(origin.duration(to: .now).nanoseconds) * speed
                return start + (Int64(exactly: elapsed.rounded()) ?? 0)
            }
        }

        /// Stands still.
        public static func fixed(at start: Int64 = defaultStart) -> Clock {
            Clock(start: start) { start }
        }
    }

    /// A clock for tests: it goes on only when it is told to.
    public final class ManualClock: Sendable {
        private let time: Mutex<Int64>
        private let start: Int64

        /// Makes a clock that stands at `start`.
        public init(start: Int64 = Clock.defaultStart) {
            self.start = start
            time = Mutex(start)
        }

        /// The clock as a configuration takes it.
        public var clock: Clock {
            Clock(start: start) { self.time.withLock { $0 } }
        }

        /// Moves the time on.
        public func advance(by duration: Duration) {
            time.withLock { $0 += duration.nanoseconds }
        }
    }
}
