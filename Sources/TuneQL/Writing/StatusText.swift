import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// The text of the error status that rows of a service contain: `{"code": 3, "message": …}`.
enum StatusText {
    /// The names of gRPC's codes, from 1.
    private static let names = [
        "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
        "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
        "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ]

    /// The code's name and the message on one line; nil when there is neither.
    static func text(_ status: JSONValue) -> String? {
        guard status.object != nil else { return status.string.map(ReadableText.line) }
        if let errors = status["errors"]?.array {
            let texts = errors.compactMap(text)
            return texts.isEmpty ? nil : texts.joined(separator: "; ")
        }
        let code = status["code"].flatMap(Self.code)
        let message = status["message"]?.string.map(ReadableText.line)
        if let code, let message, message.hasPrefix(code) { return message }
        let parts = [code, message].compactMap(\.self).filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: ": ")
    }

    /// The name of a code, which some services give as a word.
    private static func code(_ value: JSONValue) -> String? {
        guard let code = value.integer else { return value.string.map(ReadableText.line) }
        return (1...names.count).contains(code) ? names[code - 1] : "code \(code)"
    }
}
