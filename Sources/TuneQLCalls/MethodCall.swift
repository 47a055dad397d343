package import TuneQLCatalog
package import TuneQLJSON

/// One call of a method: everything that decides the request, except credentials and page token.
package struct MethodCall: Sendable, Hashable {
    package var method: Method
    /// The values of path and query parameters, by name.
    package var arguments: [String: String]
    /// The response mask, such as `tuningJobs(name,state),nextPageToken`; nil asks for everything.
    package var fields: String?
    /// The page size to ask for; nil leaves it to the service.
    package var pageSize: Int?
    /// The request's body.
    package var body: JSONValue?
    /// The service's id, `google.aiplatform`, to find its endpoint's override; empty finds none.
    package var service: String
    /// The full name of the resource whose method it is; empty when it is not known.
    package var resource: String

    package init(
        method: Method,
        arguments: [String: String],
        fields: String? = nil,
        pageSize: Int? = nil,
        body: JSONValue? = nil,
        service: String = "",
        resource: String = ""
    ) {
        self.method = method
        self.arguments = arguments
        self.fields = fields
        self.pageSize = pageSize
        self.body = body
        self.service = service
        self.resource = resource
    }
}
