/// The kind of thing that a name in a statement should name.
package enum NameKind {
    case provider
    case service(provider: String)
    case resource(service: String)
    case method(resource: String)
    /// A column that SHOW INSERT INTO is to write a value for.
    case insertColumn(resource: String)

    /// The words for it in a message, such as `service of google`.
    package var words: String {
        switch self {
        case .provider: "provider"
        case .service(let provider): "service of \(provider)"
        case .resource(let service): "resource of \(service)"
        case .method(let resource): "method of \(resource)"
        case .insertColumn(let resource): "column of an INSERT into \(resource)"
        }
    }

    /// Whether StackQL reports that a table does not exist where there is no such name.
    var namesTable: Bool {
        if case .method = self { false } else { true }
    }
}
