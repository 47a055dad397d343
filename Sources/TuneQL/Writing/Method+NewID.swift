import TuneQLCalls
import TuneQLCatalog

extension Method {
    /// The role of ``newIDParameter`` in a help; nil for a method without one.
    var newIDHint: String? { newIDParameter.map { "\($0) gives the new resource its id" } }
}

extension MethodCall {
    /// The help for a creation that was refused without an id for the new resource.
    ///
    /// Google's documents flag no such parameter as required, and most services require it.
    var newIDHint: String? {
        guard let name = method.newIDParameter, arguments[name] == nil else { return nil }
        return method.newIDHint.map { "\($0), if that is what is missing" }
    }
}
