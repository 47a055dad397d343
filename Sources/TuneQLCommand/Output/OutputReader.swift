import TuneQL
import TuneQLScan

/// The program that reads stdout, which may leave before the end of a result: `… | head`.
struct OutputReader {
    /// Detects that the reader has left; nil where stdout is not a pipe, or results go to a file.
    private let watch: PipeWatch?
    /// The number of pauses that the reader of the current result was given.
    private var pauses = 0

    /// The rows of a usual page, after which the next request is due.
    static let pageRows = 100

    init(_ watch: PipeWatch?) {
        self.watch = watch
    }

    /// Whether there is a reader that may leave.
    var isWatched: Bool { watch != nil }

    /// Whether the reader has left.
    var hasLeft: Bool { watch?.isClosed ?? false }

    /// From now on, cancels a statement when the reader leaves.
    func begin(_ control: StatementControl) {
        watch?.begin(control)
    }

    /// From now on, cancels nothing.
    func end() {
        watch?.end()
    }

    /// Prepares for the first row of a result.
    mutating func beginResult() {
        pauses = 0
    }

    /// Gives a reader of only a few rows time to close the pipe before the next page is requested.
    ///
    /// It gets that time twice in a result: a reader of two pages probably reads the whole.
    ///
    /// - Throws: ``ClosedPipe`` when the reader has left.
    mutating func pause(afterRow count: Int) throws {
        guard pauses < 2, count >= Self.pageRows * (pauses + 1) else { return }
        pauses += 1
        try watch?.waitForReader()
    }
}
