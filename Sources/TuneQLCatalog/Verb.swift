/// The action of a statement on a resource.
package enum Verb: String, Sendable, Hashable, CaseIterable {
    case select, insert, update, replace, delete, exec
}
