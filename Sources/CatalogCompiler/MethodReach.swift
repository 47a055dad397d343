import TuneQLCatalog

/// The methods of a resource that statements call, and those that none does.
struct MethodReach {
    /// The methods that a statement with all their required parameters calls by its verb.
    private(set) var routes: [Method] = []
    private(set) var unreachable: [Method] = []

    init(of resource: Resource) {
        let views =
            [resource.methods]
            + resource.aliases.map { alias in
                resource.methods.filter { alias.collections.contains($0.collection) }
            }
        for method in resource.methods {
            let own = views.filter { $0.contains { $0.isSame(as: method) } }
            if method.verb != .exec,
                own.contains(where: { Self.isChosen(method, of: $0, resource) })
            {
                routes.append(method)
            } else if !own.contains(where: { Self.isCalled(method, of: $0, resource) }) {
                unreachable.append(method)
            }
        }
    }

    /// Whether a statement of the method's verb calls it.
    private static func isChosen(_ method: Method, of methods: [Method], _ resource: Resource)
        -> Bool
    {
        var view = resource
        view.methods = methods
        let bound = method.parameters.filter(\.isRequired).map(\.name)
        let selection = try? view.selection(for: method.verb, bound: bound)
        return selection?.method.isSame(as: method) ?? false
    }

    /// Whether EXEC calls it by its name, among the others of this name.
    private static func isCalled(_ method: Method, of methods: [Method], _ resource: Resource)
        -> Bool
    {
        var named = methods.filter { $0.name == method.name }
        for index in named.indices { named[index].verb = .exec }
        var called = method
        called.verb = .exec
        return isChosen(called, of: named, resource)
    }
}

extension Method {
    /// Whether another method has the same full name.
    fileprivate func isSame(as other: Method) -> Bool {
        name == other.name && collection == other.collection
    }
}
