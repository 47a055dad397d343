/// A part of a provider's documents that the catalog leaves out or has in part, and the reason.
package struct CatalogProblem: Error, Sendable, Hashable {
    package var provider: String
    /// The service; nil when the whole provider or its own document is meant.
    package var service: String?
    /// The resource; nil when the whole service is left out.
    package var resource: String?
    /// The method; nil when the whole resource is left out.
    package var method: String?
    /// The path of the document.
    package var document: String
    /// The line in the document, from 1; nil when it is unknown.
    package var line: Int?
    package var reason: String
    /// Whether the part is absent from the catalog, rather than poorer.
    package var isLeftOut: Bool

    package init(
        provider: String,
        service: String? = nil,
        resource: String? = nil,
        method: String? = nil,
        document: String,
        line: Int? = nil,
        reason: String,
        isLeftOut: Bool = true
    ) {
        self.provider = provider
        self.service = service
        self.resource = resource
        self.method = method
        self.document = document
        self.line = line
        self.reason = reason
        self.isLeftOut = isLeftOut
    }
}
