package import TuneQLCalls
import TuneQLTransport

/// The order in which ``ParallelPages`` takes the events of several calls.
package protocol DeliveryOrder: Sendable {
    /// Whether an event counts when it arrives; otherwise it counts when it is taken.
    var countsArrivals: Bool { get }

    /// The number of pages that are taken before further pages are requested ahead.
    var pagesBeforeReadingAhead: Int { get }

    /// Adds an event that has arrived.
    ///
    /// - Returns: Whether it is a page that a waiting reader takes next.
    mutating func add(_ event: ParallelPages.Event, of call: Int) -> Bool

    /// Takes the next event.
    mutating func take() -> Turn<ParallelPages.Event>
}

/// The result of taking the next element of several calls.
package enum Turn<Element> {
    /// An element of a call.
    case taken(Element, call: Int)
    /// The next element has not arrived yet.
    case waiting
    /// No call is left.
    case finished
}

extension Turn: Sendable where Element: Sendable {}

extension ParallelPages {
    /// An event of a call: one of its pages, its failure or its end.
    package enum Event: Sendable {
        case page(DeliveredPage)
        case failure(Failure)
        case end

        /// Whether the event ends the statement.
        var isFatal: Bool {
            if case .failure(let failure) = self { failure.severity == .fatal } else { false }
        }

        /// Whether the event is the last of its call.
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
