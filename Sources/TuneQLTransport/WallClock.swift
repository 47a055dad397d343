import Glibc

/// The time of day, for the expiry of tokens and the dates in headers.
package enum WallClock {
    /// The seconds since 1970.
    @Sendable package static func now() -> Int64 {
        Int64(time(nil))
    }
}
