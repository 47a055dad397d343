import Glibc
import NIOCore

/// The reason why the emulator cannot listen on an address.
public struct AddressError: Error, Sendable, CustomStringConvertible {
    /// The port that was asked for.
    public let port: Int
    /// Whether another program listens there.
    public let isInUse: Bool
    private let reason: String

    init(_ error: IOError, port: Int) {
        self.port = port
        isInUse = error.errnoCode == EADDRINUSE
        reason = String(cString: strerror(error.errnoCode))
    }

    /// The port and what is wrong with it.
    public var description: String {
        isInUse
            ? "port \(port) is in use by another program"
            : "port \(port) cannot be listened on: \(reason)"
    }
}
