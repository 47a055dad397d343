package import TuneQLCalls
import TuneQLTransport

/// The order in which ``ParallelPages`` takes the answers of several calls.
package protocol AnswerOrder: Sendable {
    /// Whether an answer counts when it arrives; otherwise it counts when it is taken.
    var countsArrivals: Bool { get }

    /// The number of pages that are taken before further pages are requested ahead.
    var pagesBeforeReadingAhead: Int { get }

    /// Adds an answer that has arrived.
    ///
    /// - Returns: Whether it is a page that a waiting reader takes next.
    mutating func add(_ answer: ParallelPages.Answer, of call: Int) -> Bool

    /// Takes the next answer.
    mutating func take() -> Turn<ParallelPages.Answer>
}

/// The result of taking the next answer of several calls.
package enum Turn<Answer> {
    /// An answer of a call.
    case taken(Answer, call: Int)
    /// The next answer has not arrived yet.
    case waiting
    /// No call is left.
    case finished
}

extension Turn: Sendable where Answer: Sendable {}

extension ParallelPages {
    /// An answer of a call: one of its pages, its failure or its end.
    package enum Answer: Sendable {
        case page(DeliveredPage)
        case failure(Failure)
        case end

        /// Whether the answer ends the statement.
        var isFatal: Bool {
            if case .failure(let failure) = self { failure.severity == .fatal } else { false }
        }

        /// Whether the answer is the last of its call.
        package var isLast: Bool { if case .page = self { false } else { true } }
    }

    /// The failure of a call.
    package struct Failure: Sendable {
        package var error: CallError
        package var severity: Severity
        /// The record of the call; nil if the call was not made.
        package var entry: CallLedger.Entry?

        package init(_ error: CallError, _ severity: Severity, _ entry: CallLedger.Entry? = nil) {
            self.error = error
            self.severity = severity
            self.entry = entry
        }
    }

    /// The effect of a call's failure on the statement.
    package enum Severity: Sendable {
        /// The service reported that there are no rows.
        case ignorable
        /// The statement continues with the rows of the other calls.
        case tolerable
        /// The statement fails.
        case fatal
    }
}
