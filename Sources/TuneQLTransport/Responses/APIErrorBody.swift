import TuneQLJSON
import TuneQLText

/// The error in the body of a refused request, in any of the shapes that services use.
///
/// Every text is one line fit for a terminal; server text reaches a terminal in no other way.
package struct APIErrorBody {
    /// The canonical code: `NOT_FOUND`; nil when the body isn't the API's own.
    package var status: String?
    /// The `reason` of the ErrorInfo, or of the older `errors` list.
    package var reason: String?
    /// The message on one line; empty when the server gave none.
    package var message = ""
    /// The `metadata` of the ErrorInfo.
    package var metadata: [String: String] = [:]
    /// Descriptions of the fields that were refused, each with the field's name.
    var violations: [(field: String, description: String)] = []
    /// The first link of a Help.
    package var link: String?
    /// The wait that RetryInfo asks for.
    package var retryDelay: Duration?
    /// Whether a QuotaFailure reports that a quota is used up.
    package var hasQuotaFailure = false

    /// The size limit in bytes, far larger than any service's error.
    package static let maximumSize = 1 << 20

    package init(_ response: HTTPResponse) {
        guard response.body.count <= Self.maximumSize,
            let tree = try? JSONValue(parsing: response.body)
        else {
            message = PlainErrorBody.message(response)
            return
        }
        let outer = tree.array?.first ?? tree
        if let error = outer["error"], error.object != nil {
            read(error, httpStatus: response.status)
        } else {
            readOAuth(outer)
            if message.isEmpty { message = ResponseText.sentence(in: response.body) ?? "" }
        }
    }

    /// `{"error": "invalid_grant", "error_description": …}` of token endpoints.
    private mutating func readOAuth(_ body: JSONValue) {
        reason = (body["error_subtype"] ?? body["error"])?.string.map(ReadableText.line)
        let parts = [body["error"]?.string, body["error_description"]?.string]
        message = ReadableText.line(parts.compactMap(\.self).joined(separator: ": "))
    }

    private mutating func read(_ error: JSONValue, httpStatus: Int) {
        let code = error["code"]?.integer ?? httpStatus
        status = error["status"]?.string.map(ReadableText.line) ?? Self.canonicalName(code)
        let older = error["errors"]?.array?.first
        message = ReadableText.line((error["message"] ?? older?["message"])?.string ?? "")
        reason = older?["reason"]?.string.map(ReadableText.line)
        for detail in error["details"]?.array ?? [] { read(detail: detail) }
        useViolations()
    }

    private mutating func read(detail: JSONValue) {
        switch detail["@type"]?.string?.split(separator: ".").last {
        case "ErrorInfo":
            reason = detail["reason"]?.string.map(ReadableText.line)
            for member in detail["metadata"]?.object?.members ?? [] {
                metadata[member.name] = member.value.string.map(ReadableText.line)
            }
        case "BadRequest":
            for violation in detail["fieldViolations"]?.array ?? [] { add(violation) }
        case "RetryInfo":
            let delay = detail["retryDelay"]?.string.flatMap { Duration(protobuf: $0) }
            retryDelay = delay.flatMap {
                $0 < .zero ? nil : min($0, .seconds(Duration.maximumSeconds))
            }
        case "QuotaFailure":
            hasQuotaFailure = true
        case "Help":
            link = detail["links"]?.array?.first?["url"]?.string.map(ReadableText.line) ?? link
        default: break
        }
    }

    private mutating func add(_ violation: JSONValue) {
        violations.append(
            (
                field: ReadableText.line(violation["field"]?.string ?? ""),
                description: ReadableText.line(violation["description"]?.string ?? "")
            )
        )
    }

    /// Adds the refused fields to the message, or replaces one that is empty or just lists them.
    private mutating func useViolations() {
        let isNews = violations.contains { !message.contains($0.description) }
        let isEnumerated = listsViolations
        guard !violations.isEmpty, isNews || isEnumerated else { return }
        let list = violations.map {
            $0.field.isEmpty ? $0.description : "\($0.field): \($0.description)"
        }
        let prefix = isEnumerated || message.isEmpty ? [] : [message]
        message = ReadableText.line((prefix + list).joined(separator: " "))
    }

    /// Whether the message has each refused field and, outside of it, its description.
    private var listsViolations: Bool {
        violations.allSatisfy { violation in
            guard let range = message.firstRange(of: violation.description) else { return false }
            let rest = message[..<range.lowerBound] + message[range.upperBound...]
            return !violation.field.isEmpty && rest.contains(violation.field)
        }
    }

    /// The canonical code that an HTTP status corresponds to.
    private static func canonicalName(_ code: Int) -> String? {
        switch code {
        case 400: "INVALID_ARGUMENT"
        case 401: "UNAUTHENTICATED"
        case 403: "PERMISSION_DENIED"
        case 404: "NOT_FOUND"
        case 409: "ABORTED"
        case 429: "RESOURCE_EXHAUSTED"
        case 499: "CANCELLED"
        case 500: "INTERNAL"
        case 501: "UNIMPLEMENTED"
        case 503: "UNAVAILABLE"
        case 504: "DEADLINE_EXCEEDED"
        default: nil
        }
    }
}

/// The message of an error body that isn't JSON.
enum PlainErrorBody {
    private static let maximumLength = 200

    static func message(_ response: HTTPResponse) -> String {
        let body = String(decoding: response.body.prefix(64 << 10), as: UTF8.self)
        // A truncated secret would not be recognised.
        let text = Redactor.shared.redact(body)
        let isPage = response.headers["Content-Type"]?.lowercased().hasPrefix("text/html") ?? false
        guard isPage || text.drop(while: \.isWhitespace).hasPrefix("<") else {
            return ReadableText.line(text.prefix(maximumLength))
        }
        let title = title(of: text).map { ": \($0)" } ?? ""
        return "a web page instead of an API response\(title)"
    }

    /// The title of a web page.
    static func title(of page: String) -> String? {
        guard let open = page.firstRange(of: "<title>") else { return nil }
        let title = page[open.upperBound...].prefix { $0 != "<" }
        return title.isEmpty ? nil : ReadableText.line(title.prefix(maximumLength))
    }
}
