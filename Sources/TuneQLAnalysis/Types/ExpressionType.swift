package import TuneQLCatalog

/// The type of an expression's values, as far as it is known before the first row.
package struct ExpressionType: Sendable {
    /// The type of the values besides NULL; nil when nothing is known.
    package var field: FieldType?
    /// The resource whose messages the type names; nil for a type without messages or resource.
    package var resource: Resource?
    /// Whether the only value is NULL.
    package var isNull = false
    /// Whether there may be values of other types too, as in `coalesce(endTime, 'running')`.
    package var isMixed = false
    /// Whether it is the type of constants only, which SQLite compares as they are written.
    package var isConstant = false

    /// Makes a type.
    package init(_ field: FieldType?, of resource: Resource? = nil) {
        self.field = field
        self.resource = resource
    }

    /// The type of which nothing is known.
    static let untyped = ExpressionType(nil)
    /// Any text.
    package static let text = ExpressionType(.string(format: nil))
    /// Integers.
    package static let integer = ExpressionType(.integer)
    /// Reals.
    package static let real = ExpressionType(.number)
    /// Truth values.
    package static let boolean = ExpressionType(.boolean)
    /// Times.
    package static let timestamp = ExpressionType(.timestamp)
    /// JSON of any shape.
    package static let json = ExpressionType(.any)
    /// NULL alone.
    package static let null: ExpressionType = {
        var type = ExpressionType.untyped
        type.isNull = true
        return type
    }()

    /// A time, or another value where there is none.
    package static let mixedTimestamp: ExpressionType = {
        var mixed = timestamp
        mixed.isMixed = true
        return mixed
    }()

    /// Whether values compare as instants.
    package var isTime: Bool { field == .timestamp }

    /// Whether all values are times.
    var isOnlyTime: Bool { isTime && !isMixed }

    /// Whether values are numbers.
    package var isNumber: Bool {
        switch field {
        case .int64String, .integer, .number: true
        default: false
        }
    }

    /// Whether values are JSON text.
    package var isJSON: Bool { field?.isJSON ?? false }

    /// The names of the enum to which all values belong; nil for other types.
    package var enumeration: [String]? {
        guard !isMixed, case .enumeration(let names) = field else { return nil }
        return names
    }
}

// MARK: - Merging

extension ExpressionType {
    /// The type of a value that may have any of these, such as the arguments of `coalesce`.
    package static func merging(_ types: [ExpressionType]) -> ExpressionType {
        let known = types.filter { !$0.isNull }
        guard let first = known.first else { return types.isEmpty ? .untyped : .null }
        return known.dropFirst().reduce(first) { $0.merged(with: $1) }
    }

    private func merged(with other: Self) -> Self {
        guard let field, let otherField = other.field else {
            return isTime || other.isTime ? mixedTime : .untyped
        }
        if field == otherField, resource?.id == other.resource?.id || !isJSON {
            var merged = self
            merged.isMixed = isMixed || other.isMixed
            merged.isConstant = isConstant && other.isConstant
            return merged
        }
        if isNumber, other.isNumber {
            return isMixed || other.isMixed ? .untyped : .arithmetic([self, other])
        }
        if isTime || other.isTime { return mixedTime }
        if field.isPlainText, otherField.isPlainText { return .text }
        return isJSON && other.isJSON ? .json : .untyped
    }

    private var mixedTime: Self { .mixedTimestamp }
}

extension FieldType {
    /// Whether its values are texts that compare as they are spelt.
    var isPlainText: Bool {
        switch self {
        case .string, .enumeration: true
        default: false
        }
    }
}
