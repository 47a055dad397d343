/// A value that goes into a statement or comes out of one.
///
/// ```swift
/// let values: [Value] = ["text", 42, 0.5, true, .null, .blob([0xFF])]
/// for value in values {
///     switch value {
///     case .null: described.append("nothing")
///     case .integer(let number): described.append("the integer \(number)")
///     case .real(let number): described.append("the number \(number)")
///     case .boolean(let isTrue): described.append(isTrue ? "yes" : "no")
///     case .text(let text), .json(let text): described.append("the text \(text)")
///     case .blob(let bytes): described.append("\(bytes.count) bytes")
///     }
/// }
/// ```
public enum Value: Sendable, Hashable {
    /// SQL's NULL.
    case null
    /// A 64-bit integer.
    case integer(Int64)
    /// A double-precision number.
    case real(Double)
    /// Text.
    case text(String)
    /// The text of a JSON object, array or scalar; as a parameter it is text.
    case json(String)
    /// A truth value; as a parameter it is 1 or 0.
    case boolean(Bool)
    /// Bytes.
    case blob([UInt8])
}

extension Value: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral
{
    /// Makes text.
    public init(stringLiteral value: String) { self = .text(value) }
    /// Makes an integer.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// Makes a real number.
    public init(floatLiteral value: Double) { self = .real(value) }
    /// Makes a truth value.
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
