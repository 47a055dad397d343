import TuneQLJSON

/// An error response, in the shape of google.rpc.Status.
struct APIError: Error, Sendable {
    /// A field of the request that is wrong.
    struct Violation: Sendable {
        /// The field's path; nil when the fault is not in one field.
        var field: String?
        var description: String
    }

    /// The HTTP status.
    var code: Int
    /// The canonical name, such as `NOT_FOUND`.
    var status: String
    package var message: String
    var details: [JSONValue] = []

    /// The body of the response.
    var body: JSONValue {
        var error = JSONObject()
        error["code"] = .number(String(code))
        error["message"] = .string(message)
        error["status"] = .string(status)
        if !details.isEmpty { error["details"] = .array(details) }
        return ["error": .object(error)]
    }
}

extension APIError {
    /// Faults that the front end finds before the service sees the request.
    static func invalid(_ violations: [Violation]) -> APIError {
        let message = violations.map(\.description).joined(separator: "\n")
        return badRequest(message, violations)
    }

    /// One such fault.
    static func invalid(_ description: String, field: String? = nil) -> APIError {
        invalid([Violation(field: field, description: description)])
    }

    /// Faults that the service finds in a request it understood.
    static func found(_ violations: [Violation], tail: String = "") -> APIError {
        let list = violations.enumerated().map { index, violation in
            "\t\(index + 1).Field: \(violation.field ?? ""); Message: \(violation.description)"
        }
        return badRequest("List of found errors:" + list.joined() + "\t" + tail, violations)
    }

    /// A response mask that names no field.
    static func unknownMaskPath(_ path: String) -> APIError {
        let text =
            "Error expanding 'fields' parameter. Cannot find matching fields for path '\(path)'."
        return badRequest(
            "Request contains an invalid argument.",
            [Violation(field: path, description: text)]
        )
    }

    static func notFound(_ what: String) -> APIError {
        APIError(code: 404, status: "NOT_FOUND", message: "The \(what) does not exist.")
    }

    static func failedPrecondition(_ message: String) -> APIError {
        APIError(code: 400, status: "FAILED_PRECONDITION", message: message)
    }

    /// A project that does not exist looks like one that may not be seen.
    static func permissionDenied(_ permission: String, on resource: String) -> APIError {
        let place = "//aiplatform.googleapis.com/\(resource)"
        return APIError(
            code: 403,
            status: "PERMISSION_DENIED",
            message:
                "Permission '\(permission)' denied on resource '\(place)' (or it may not exist).",
            details: [
                [
                    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                    "reason": "IAM_PERMISSION_DENIED", "domain": "aiplatform.googleapis.com",
                    "metadata": [
                        "permission": .string(permission), "resource": .string(resource),
                    ],
                ]
            ]
        )
    }

    private static func badRequest(_ message: String, _ violations: [Violation]) -> APIError {
        let list: [JSONValue] = violations.map { violation in
            guard let field = violation.field else {
                return ["description": .string(violation.description)]
            }
            return ["field": .string(field), "description": .string(violation.description)]
        }
        return APIError(
            code: 400,
            status: "INVALID_ARGUMENT",
            message: message,
            details: [
                [
                    "@type": "type.googleapis.com/google.rpc.BadRequest",
                    "fieldViolations": .array(list),
                ]
            ]
        )
    }
}
