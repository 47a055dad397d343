/// The value of a variable, as far as types depend on it.
package enum VariableValue: Sendable, Hashable {
    case null, integer, real, boolean, blob
    case text(String)
    /// The text of a JSON value.
    case json
}
