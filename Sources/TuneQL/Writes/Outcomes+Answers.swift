import TuneQLJSON

extension [CallOutcome] {
    /// Makes it an error that a call was done and its answer is not the thing that was made.
    mutating func noteUnreadableAnswers() {
        for index in indices where self[index].status == .done && self[index].error == nil {
            self[index].noteUnreadableAnswer()
        }
    }
}

extension CallOutcome {
    fileprivate mutating func noteUnreadableAnswer() {
        guard let flaw = Self.flaw(of: answer) else { return }
        let message = "it was created, but \(flaw)"
        error = QueryError(
            .transport,
            message,
            help: "look at it with a SELECT; do not repeat the statement"
        )
        reason = message
    }

    /// Why an answer is not an object with members; nil when it is.
    private static func flaw(of answer: [UInt8]) -> String? {
        do throws(JSONError) {
            guard case .object(let object) = try JSONValue(parsing: answer) else {
                return "the answer is JSON of another shape"
            }
            return object.members.isEmpty ? "the answer is empty" : nil
        } catch {
            return "the answer is not JSON: \(error.reason.rawValue), at byte \(error.offset)"
        }
    }
}
