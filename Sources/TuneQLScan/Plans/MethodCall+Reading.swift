package import TuneQLCalls
package import TuneQLCatalog

extension Method {
    /// Whether the method changes nothing.
    package var isRead: Bool { httpMethod == "GET" || httpMethod == "HEAD" }
}

extension Method {
    /// Whether an argument of a plan is a parameter that is sent with several values at once.
    func takesList(_ argument: ScanPlan.Argument) -> Bool {
        guard case .parameter(let name) = argument,
            let parameter = parameters.first(where: { $0.name == name }),
            case .array = parameter.type
        else { return false }
        return parameter.location == .query || parameter.location == .header
    }
}

extension MethodCall {
    /// Whether the call changes nothing.
    package var isRead: Bool { method.isRead }
}
