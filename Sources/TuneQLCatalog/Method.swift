package import TuneQLJSON

/// A method of a resource: an HTTP request with placeholders, and the shape of its response.
package struct Method: Sendable, Hashable {
    package var name: String
    package var verb: Verb
    /// The HTTP method, such as `GET`.
    package var httpMethod: String
    /// The path with placeholders: `/v1/projects/{projectsId}/locations/{locationsId}/tuningJobs`.
    ///
    /// `{name}` is one path segment; `{+name}` is a value of several segments, whose slashes stay.
    package var path: String
    package var host: HostRule
    package var parameters: [Parameter]
    /// The message of the request's body; nil when the method has no body.
    package var requestMessage: String?
    /// The member of the body that a statement's columns belong to; nil when they are the body's.
    package var bodyMember: String?
    /// The message of the response (for a list: of the whole page); nil for an empty one.
    package var responseMessage: String?
    /// The position of the rows in the response, and their form.
    package var rows: RowSource
    /// The members of a page that name places which did not answer.
    package var unreachable: [String]
    /// The warning of a page that lacks rows; nil when the response has none.
    package var warning: PageWarning?
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
    /// The parameter that looks as if it chose a page of a list whose paging is not known.
    package var unreadPaging: String?
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
    /// The header fields of every request, such as `X-Goog-Api-Version`, by name.
    package var fixedHeaders: [String: String]
    /// The members that every request's body has, unless a statement gives others.
    package var requestBase: JSONObject?
    /// The member that wraps the bodies of the request and the response; nil when none does.
    package var wrapper: String?
    /// The parameter or member that names the fields that change; nil when the method has none.
    package var updateMask: UpdateMask?
    /// The optional query parameter with the id of the resource that is created: `datasetId`.
    package var newIDParameter: String?
    /// The collection of the method, such as `projects.locations.tuningJobs`; empty when unknown.
    package var collection: String

    package init(
        name: String,
        verb: Verb,
        httpMethod: String,
        path: String,
        host: HostRule,
        parameters: [Parameter],
        requestMessage: String? = nil,
        responseMessage: String? = nil,
        rows: RowSource = RowSource(),
        pagination: Pagination? = nil,
        hasPartialResponse: Bool = false,
        description: String = "",
        bodyMember: String? = nil,
        ignorable: [IgnorableError] = [],
        quota: QuotaRule? = nil,
        responseNames: [[String]] = [],
        successStates: [String]? = nil,
        hasWholeItems: Bool = false,
        operation: OperationRule? = nil,
        unreachable: [String] = [],
        fixedHeaders: [String: String] = [:],
        requestBase: JSONObject? = nil,
        wrapper: String? = nil,
        updateMask: UpdateMask? = nil,
        newIDParameter: String? = nil,
        collection: String = ""
    ) {
        self.name = name
        self.verb = verb
        self.httpMethod = httpMethod
        self.path = path
        self.host = host
        self.parameters = parameters
        self.requestMessage = requestMessage
        self.responseMessage = responseMessage
        self.rows = rows
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
        self.unreachable = unreachable
        self.fixedHeaders = fixedHeaders
        self.requestBase = requestBase
        self.wrapper = wrapper
        self.updateMask = updateMask
        self.newIDParameter = newIDParameter
        self.collection = collection
    }

    /// The members that rows may have; empty when the document lists none.
    package var rowNames: [String] {
        responseNames.count > rows.steps.count ? responseNames[rows.steps.count] : []
    }

    /// The names of the required parameters that have no default, in document order.
    package var requiredParameters: [String] {
        parameters.filter(\.isAskedFor).map(\.name)
    }
}
