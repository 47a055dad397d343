import Synchronization

/// The calls of one scan, whose rows the statement needs together or not at all.
package final class CallGroup: Sendable {
    private struct State {
        var begun: [CallLedger.Entry] = []
        /// The position in the order in which the statement asks for rows; nil until it asks.
        var turn: Int?
    }

    private let ledger: CallLedger
    private let state = Mutex(State())

    init(_ ledger: CallLedger) {
        self.ledger = ledger
    }

    /// Begins a call that is about to be made.
    package func begin(_ call: MethodCall) -> CallLedger.Entry {
        state.withLock { state in
            let entry = ledger.begin(call, turn: state.turn)
            state.begun.append(entry)
            return entry
        }
    }

    /// Adds a call that another scan has begun.
    package func join(_ entry: CallLedger.Entry) {
        ledger.skip()
        let turn = state.withLock { state in
            state.begun.append(entry)
            return state.turn
        }
        if let turn { ledger.need([entry], turn: turn) }
    }

    /// Skips a call that is not made, since its rows are known.
    package func skip() { ledger.skip() }

    /// Marks all calls as needed: the statement reads their rows.
    package func need() {
        let turn = ledger.nextTurn
        let begun = state.withLock { state in
            state.turn = state.turn ?? turn
            return state.begun
        }
        ledger.need(begun, turn: turn)
    }
}
