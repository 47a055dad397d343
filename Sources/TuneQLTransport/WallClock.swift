import Glibc

/// The time of day, which tokens and dates in headers are measured by.
package enum WallClock {
    /// The seconds since 1970.
    @Sendable package static func now() -> Int64 {
        Int64(time(nil))
    }
}
