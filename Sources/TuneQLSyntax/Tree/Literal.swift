/// A constant in a statement.
package enum Literal: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// As written, e.g. `12`, `1.5e3`, `0x1F`.
    case number(String)
    /// Without quotes.
    case string(String)
    /// The hexadecimal digits between the quotes.
    case blob(String)
    /// `CURRENT_TIME`, `CURRENT_DATE` or `CURRENT_TIMESTAMP`, in upper case.
    case current(String)
}
