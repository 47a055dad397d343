package import TuneQLCalls
package import TuneQLCatalog

extension Method {
    /// Whether the method changes nothing: it serves SELECT, or its HTTP method says so.
    ///
    /// Some services cancel by GET.
    package var isRead: Bool {
        verb == .select || ["GET", "HEAD"].contains(httpMethod) && !isNamedAsChange
    }

    private var isNamedAsChange: Bool {
        ["cancel", "delete", "remove", "destroy", "stop", "revoke"]
            .contains(name.prefix { $0 != "_" })
    }
}

extension Method {
    /// Whether an argument of a plan is a parameter that is sent with several values at once.
    func takesList(_ argument: ScanPlan.Argument) -> Bool {
        guard case .parameter(let name) = argument,
            let parameter = parameters.first(where: { $0.name == name }),
            case .array = parameter.type
        else { return false }
        return [.query, .header, .body].contains(parameter.location)
    }
}

extension MethodCall {
    /// Whether the call changes nothing.
    package var isRead: Bool { method.isRead }
}
