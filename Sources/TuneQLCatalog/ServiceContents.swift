/// A service with its resources and the messages that they use.
package struct ServiceContents: Sendable, Hashable {
    package var service: Service
    package var resources: [Resource]
    package var messages: [Message]

    package init(service: Service, resources: [Resource], messages: [Message]) {
        self.service = service
        self.resources = resources
        self.messages = messages
    }
}
