package import TuneQLCalls
package import TuneQLCatalog

extension Method {
    /// Whether the method changes nothing.
    package var isRead: Bool { httpMethod == "GET" || httpMethod == "HEAD" }
}

extension MethodCall {
    /// Whether the call changes nothing.
    package var isRead: Bool { method.isRead }
}
