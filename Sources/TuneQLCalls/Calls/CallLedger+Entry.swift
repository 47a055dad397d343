package import TuneQLJSON

extension CallLedger {
    /// A call whose record is being written.
    package struct Entry: Sendable {
        let ledger: CallLedger
        let index: Int

        /// Records that a request is sent, for a further page of the call or for a new one.
        func start(isFurtherPage: Bool) {
            change { record in
                if record.start == nil || !isFurtherPage { record.calls += 1 }
                record.start = record.start ?? .now
            }
        }

        /// Records a response from the service.
        func addResponse(bytes: Int) {
            change { record in
                record.fetched.bytes += bytes
                record.end = .now
            }
        }

        /// Records that a response is a page.
        func addFetched(rows: Int) {
            change { record in
                record.fetched.pages += 1
                record.fetched.rows += rows
            }
        }

        /// Records a retry.
        func addRetry() { change { $0.retries += 1 } }

        /// Records a wait that has ended.
        package func addWait(from start: Duration, to end: Duration) {
            ledger.addWait(index, from: start, to: end)
        }

        /// Records that a request begins to wait, for its quota or before it is sent again.
        func beginWait(isRetry: Bool = false) { ledger.addWaiting(1, isRetry: isRetry) }

        /// Records that the wait is over.
        func endWait(isRetry: Bool = false) { ledger.addWaiting(-1, isRetry: isRetry) }

        private func change(_ body: (inout CallRecord) -> Void) { ledger.change(index, body) }
    }
}

extension CallLedger.Entry {
    /// Records a page that the statement can read.
    package func addArrival(of page: JSONPage) { change { $0.arrived.add(page) } }

    /// Records the arrival of a response that is not a page.
    package func addArrival(bytes: Int) { change { $0.arrived.bytes += bytes } }

    /// Records that the statement reads a page.
    package func addReading(of page: JSONPage, isKept: Bool) {
        change { record in
            record.read.add(page)
            if isKept { record.keptPages += 1 }
        }
    }

    /// Records how the call ended; a failure stays, even if a later page is the last.
    package func end(_ status: CallRecord.Status, _ error: (any Error)? = nil) {
        change { record in
            guard record.status != .failed else { return }
            record.status = status
            record.error = error
        }
    }
}
