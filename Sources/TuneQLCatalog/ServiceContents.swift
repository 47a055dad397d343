/// A service with its resources and the messages that they use.
package struct ServiceContents: Sendable, Hashable {
    package var service: Service
    package var resources: [Resource]
    package var messages: [Message]
    /// The documents that the service was read from.
    package var documents: [DocumentStamp]
    /// The parts of the documents that are left out.
    package var problems: [CatalogProblem]

    package init(
        service: Service,
        resources: [Resource],
        messages: [Message],
        documents: [DocumentStamp] = [],
        problems: [CatalogProblem] = []
    ) {
        self.service = service
        self.resources = resources
        self.messages = messages
        self.documents = documents
        self.problems = problems
    }
}
