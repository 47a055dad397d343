import TuneQLTransport

extension CallError {
    /// The error without secrets, even where a server repeats the request's token in its message.
    func redacted(hiding fields: [HTTPField]) -> CallError {
        let tokens = fields.tokens
        func redacted(_ text: String) -> String { Redactor.shared.redact(text, hiding: tokens) }
        var error = self
        error.message = redacted(message)
        error.help = help.map(redacted)
        error.body = body.map(redacted)
        return error
    }
}
