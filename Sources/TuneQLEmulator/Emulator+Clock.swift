import Glibc
import Synchronization

extension Emulator {
    /// A source of the emulated time, in nanoseconds since 1970 (UTC).
    ///
    /// ```swift
    /// let start = Emulator.Clock.instant("2026-06-01T00:00:00Z") ?? Emulator.Clock.currentTime
    /// let sixtyTimesAsFast = Emulator.Clock.running(from: start, speed: 60)
    /// ```
    public struct Clock: Sendable {
        /// The instant at which the emulation starts; the generated jobs were created before it.
        public let start: Int64
        /// The current time; it must not go backwards.
        public let now: @Sendable () -> Int64

        /// 2026-06-01T00:00:00Z, the usual start in tests.
        public static let defaultStart: Int64 = 1_780_272_000_000_000_000

        /// The time of day, in nanoseconds since 1970 (UTC).
        public static var currentTime: Int64 {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return .seconds(time.tv_sec) + Int64(time.tv_nsec)
        }

        /// Makes a clock from a function.
        public init(start: Int64, now: @escaping @Sendable () -> Int64) {
            self.start = start
            self.now = now
        }

        /// A clock that runs on from `start`, or from now, `speed` times as fast as time.
        public static func running(from start: Int64 = currentTime, speed: Double = 1) -> Clock {
            let origin = ContinuousClock.now
            return Clock(start: start) {
                let elapsed = Double(origin.duration(to: .now).nanoseconds) * speed
                return start + (Int64(exactly: elapsed.rounded()) ?? 0)
            }
        }

        /// The instant that RFC 3339 spells, or a date alone its midnight (UTC); nil for other text.
        public static func instant(_ text: String) -> Int64? {
            Instant(text)?.nanoseconds
        }

        /// A clock that always shows `start`.
        public static func fixed(at start: Int64 = defaultStart) -> Clock {
            Clock(start: start) { start }
        }
    }

    /// A clock for tests, which goes on only by ``advance(by:)``.
    ///
    /// ```swift
    /// let clock = Emulator.ManualClock()
    /// let emulator = Emulator(configuration: Emulator.Configuration(clock: clock.clock))
    /// clock.advance(by: .seconds(3_600))
    /// #expect(
    ///     emulator.configuration.clock.now() == Emulator.Clock.defaultStart + 3_600_000_000_000
    /// )
    /// ```
    public final class ManualClock: Sendable {
        private let time: Mutex<Int64>
        private let start: Int64

        /// Makes a clock that shows `start`.
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
