import TuneQL

/// A statement that was run, as a test.
struct TestCase {
    enum Outcome {
        case passed
        /// An assertion that does not hold.
        case failed(kind: String, message: String, details: String)
        /// Any other end.
        case error(kind: String, message: String, details: String)
        /// It was not reached.
        case skipped
    }

    var name: String
    var outcome: Outcome
    var time = Duration.zero
}
