import TuneQLCalls
import TuneQLCatalog

extension Method {
    /// Whether the method changes nothing.
    var isRead: Bool { httpMethod == "GET" || httpMethod == "HEAD" }
}

extension MethodCall {
    /// Whether the call changes nothing.
    var isRead: Bool { method.isRead }
}
