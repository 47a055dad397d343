package import TuneQLCalls
package import TuneQLCatalog
import TuneQLSQLite

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
        guard let parameter = parameter(argument), case .array = parameter.type else {
            return false
        }
        return [.query, .header, .body].contains(parameter.location)
    }

    /// Whether an argument of a plan is a parameter that is sent as `true` or `false`.
    func takesBoolean(_ argument: ScanPlan.Argument) -> Bool {
        parameter(argument)?.type == .boolean
    }

    /// The values of an argument of a plan as texts, as they are sent.
    func texts(of value: FilterArgument, for argument: ScanPlan.Argument) -> [String] {
        guard takesBoolean(argument) else { return value.texts }
        return value.texts.map { $0 == "1" ? "true" : $0 == "0" ? "false" : $0 }
    }

    private func parameter(_ argument: ScanPlan.Argument) -> Parameter? {
        guard case .parameter(let name) = argument else { return nil }
        return parameters.first { $0.name == name }
    }
}

extension MethodCall {
    /// Whether the call changes nothing.
    package var isRead: Bool { method.isRead }
}
