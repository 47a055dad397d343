/// A recording that cannot be written or read.
public struct RecordingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The problem, with the name of the file.
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
