/// The action of a statement on a resource.
package enum Verb: String, Sendable, Hashable, CaseIterable {
    case select, insert, update, replace, delete, exec
}

/// An input of a method outside the request's body.
package struct Parameter: Sendable, Hashable {
    package enum Location: String, Sendable, Hashable {
        case path, query, header, server
    }

    package var name: String
    package var location: Location
    package var isRequired: Bool
    package var type: FieldType
    package var description: String
    /// The value of an unbound server variable.
    package var defaultValue: String?

    package init(
        name: String,
        location: Location,
        isRequired: Bool,
        type: FieldType = .string(format: nil),
        description: String = "",
        defaultValue: String? = nil
    ) {
        self.name = name
        self.location = location
        self.isRequired = isRequired
        self.type = type
        self.description = description
        self.defaultValue = defaultValue
    }
}

/// The origins of a method's calls: the document's server, and hosts that depend on a parameter.
///
/// The text of each rule is an origin with `{name}` placeholders, such as
/// `https://{locationsId}-aiplatform.googleapis.com`.
package struct HostRule: Sendable, Hashable {
    /// The parameter that selects the origin; nil when every call goes to `otherwise`.
    package var parameter: String?
    /// The origins for particular values of the parameter.
    package var exceptions: [String: String]
    /// The origin for all other values.
    package var otherwise: String
    /// The origin when the method has no such parameter.
    package var fallback: String

    package init(
        parameter: String? = nil,
        exceptions: [String: String] = [:],
        otherwise: String,
        fallback: String
    ) {
        self.parameter = parameter
        self.exceptions = exceptions
        self.otherwise = otherwise
        self.fallback = fallback
    }
}

/// The column of a row's name, and the pattern of that name with the parameters of a look-up.
package struct RowName: Sendable, Hashable {
    package var column: String
    /// The pattern, such as `projects/{projectsId}/locations/{locationsId}`.
    package var template: String

    package init(column: String, template: String) {
        self.column = column
        self.template = template
    }
}

/// A method of a resource: an HTTP request with placeholders, and the shape of its response.
package struct Method: Sendable, Hashable {
    package var name: String
    package var verb: Verb
    /// The HTTP method, such as `GET`.
    package var httpMethod: String
    /// The path with `{name}` placeholders, one path segment each:
    /// `/v1/projects/{projectsId}/locations/{locationsId}/tuningJobs`.
    package var path: String
    package var host: HostRule
    package var parameters: [Parameter]
    /// The message of the request's body; nil when the method has no body.
    package var requestMessage: String?
    /// The member of the body that a statement's columns belong to; nil when they are the body's.
    package var bodyMember: String?
    /// The message of the response (for a list: of the whole page); nil for an empty one.
    package var responseMessage: String?
    /// The member names from the response down to its rows; empty when the response is one row.
    package var itemsPath: [String]
    /// The members that the response's objects may have, as far as the document lists them.
    ///
    /// First those of the response itself, then those of each object down to a row.
    package var responseNames: [[String]]
    /// The name that identifies the requested row; nil unless the method looks up rows.
    package var rowName: RowName?
    /// The terminal states that count as success; nil for those of the resource.
    package var successStates: [String]?
    /// The paging scheme of the response; nil for a single page.
    package var pagination: Pagination?
    /// Whether the service supports the `fields` and `prettyPrint` query parameters.
    package var hasPartialResponse: Bool
    /// Whether the items of a list have all members of a looked-up row.
    package var hasWholeItems: Bool
    /// The refusals that give a SELECT no rows instead of an error.
    package var ignorable: [IgnorableError]
    package var description: String
    /// How the response is read as a long-running operation; nil when it is not one.
    package var operation: OperationRule?
    /// The rate at which calls may be made; nil when the document gives none.
    package var quota: QuotaRule?

    package init(
        name: String,
        verb: Verb,
        httpMethod: String,
        path: String,
        host: HostRule,
        parameters: [Parameter],
        requestMessage: String? = nil,
        responseMessage: String? = nil,
        itemsPath: [String] = [],
        pagination: Pagination? = nil,
        hasPartialResponse: Bool = false,
        description: String = "",
        bodyMember: String? = nil,
        ignorable: [IgnorableError] = [],
        quota: QuotaRule? = nil,
        responseNames: [[String]] = [],
        successStates: [String]? = nil,
        hasWholeItems: Bool = false,
        operation: OperationRule? = nil
    ) {
        self.name = name
        self.verb = verb
        self.httpMethod = httpMethod
        self.path = path
        self.host = host
        self.parameters = parameters
        self.requestMessage = requestMessage
        self.responseMessage = responseMessage
        self.itemsPath = itemsPath
        self.pagination = pagination
        self.hasPartialResponse = hasPartialResponse
        self.description = description
        self.bodyMember = bodyMember
        self.ignorable = ignorable
        self.quota = quota
        self.responseNames = responseNames
        self.successStates = successStates
        self.hasWholeItems = hasWholeItems
        self.operation = operation
    }

    /// The names of the required parameters, in document order.
    package var requiredParameters: [String] {
        parameters.filter(\.isRequired).map(\.name)
    }
}
