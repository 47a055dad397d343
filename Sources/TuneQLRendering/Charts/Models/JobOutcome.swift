/// What a job has come to, as its state's name tells.
package enum JobOutcome: String, Sendable, CaseIterable {
    case succeeded, failed, running, waiting, cancelled, unknown

    /// The outcome that a state such as `JOB_STATE_FAILED` names.
    package init(state: String?) {
        let state = (state ?? "").lowercased()
        func names(_ words: [String]) -> Bool { words.contains { state.contains($0) } }
        self =
            if names(["fail", "error", "expired", "abort"]) {
                .failed
            } else if names(["cancel"]) {
                .cancelled
            } else if names(["succe", "done", "complete", "finish"]) {
                .succeeded
            } else if names(["pend", "queue", "wait", "paus", "schedul", "creat"]) {
                .waiting
            } else if names(["run", "active", "progress", "updat"]) {
                .running
            } else {
                .unknown
            }
    }
}
