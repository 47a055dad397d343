/// The lines that tell of a run.
package struct StackLog: Sendable {
    /// How much a line matters.
    package enum Level: Int, Sendable, Comparable, CaseIterable {
        case debug, info, warning, error, critical

        package static func < (one: Self, other: Self) -> Bool { one.rawValue < other.rawValue }

        /// The word for it on the command line.
        package var word: String { "\(self)".uppercased() }
    }

    /// The lines below this one are left out.
    package var threshold = Level.info
    /// Receives the progress.
    package var progress: @Sendable (String) -> Void
    /// Receives the results: a line for each resource.
    package var result: @Sendable (String) -> Void

    package init(
        threshold: Level = .info,
        progress: @escaping @Sendable (String) -> Void,
        result: @escaping @Sendable (String) -> Void
    ) {
        self.threshold = threshold
        self.progress = progress
        self.result = result
    }

    func write(_ level: Level, _ text: String) {
        if level >= threshold { progress(text) }
    }
}
