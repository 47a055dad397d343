/// The reason why something cannot be installed, listed or removed.
package struct InstallationError: Error, Sendable, Hashable {
    package let message: String

    package init(_ message: String) {
        self.message = message
    }
}

extension InstallationError: CustomStringConvertible {
    package var description: String { message }
}
