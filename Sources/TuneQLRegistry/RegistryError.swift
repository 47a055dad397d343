/// The reason why provider documents cannot be compiled.
public struct RegistryError: Error, Sendable, Hashable {
    /// The document, the position in it, and the reason.
    public let message: String

    init(_ message: String) {
        self.message = message
    }
}

extension RegistryError: CustomStringConvertible {
    /// The message as a whole sentence.
    public var description: String { "the provider documents cannot be used: \(message)" }
}
