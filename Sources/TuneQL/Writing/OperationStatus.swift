/// The status of an operation, or of a row with a state, when it was last read.
struct OperationStatus {
    var state: String
    /// Whether it has ended.
    var isFinal: Bool
    /// The error, if it ended badly.
    var error: QueryError?
}
