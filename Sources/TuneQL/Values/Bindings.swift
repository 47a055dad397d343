/// The values of a statement's variables, by position or by name.
///
/// By position for `?` and `?2`, by name for `:name`, `@name` and `$name`.
///
/// ```swift
/// let inOrder = try await session.run("SELECT ? || '/' || ?", ["demo-project", 5])
/// let byName = try await session.run(
///     "SELECT :project || '/' || :count",
///     ["project": "demo-project", "count": 5]
/// )
/// ```
public struct Bindings: Sendable, Hashable {
    /// The values of `?1`, `?2`, … in this order.
    public var positional: [Value]
    /// The values by name, without the sigil.
    public var named: [String: Value]

    /// No values, for statements without variables.
    public static let none = Bindings(positional: [], named: [:])

    /// Makes bindings.
    public init(positional: [Value], named: [String: Value]) {
        self.positional = positional
        self.named = named
    }

    /// The value for a variable as SQLite spells it, or by its index when it has no name.
    func value(forVariable spelling: String?, at index: Int) -> Value? {
        if let spelling, !spelling.hasPrefix("?") {
            return named[String(spelling.drop { ":@$".contains($0) })]
        }
        // Not `condition ? value : nil`: there, nil would be a value, NULL.
        guard positional.indices.contains(index - 1) else { return Value?.none }
        return positional[index - 1]
    }
}

extension Bindings: ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    /// Makes positional bindings.
    public init(arrayLiteral elements: Value...) {
        self.init(positional: elements, named: [:])
    }

    /// Makes named bindings.
    public init(dictionaryLiteral elements: (String, Value)...) {
        self.init(positional: [], named: Dictionary(elements) { $1 })
    }
}
