import TuneQLCatalog

/// What is known of the values of an expression before the first row.
struct ExpressionType: Sendable {
    /// The type of the values besides NULL; nil when nothing is known.
    var field: FieldType?
    /// Whose messages the type names; nil for a type without messages, or of no resource.
    var resource: Resource?
    /// Whether the only value is NULL.
    var isNull = false
    /// Whether there may be values of other types too, as in `coalesce(endTime, 'running')`.
    var isMixed = false
    /// Whether it is the type of constants alone, which SQLite compares as they are written.
    var isConstant = false

    init(_ field: FieldType?, of resource: Resource? = nil) {
        self.field = field
        self.resource = resource
    }

    /// Nothing is known.
    static let untyped = ExpressionType(nil)
    static let text = ExpressionType(.string(format: nil))
    static let integer = ExpressionType(.integer)
    static let real = ExpressionType(.number)
    static let boolean = ExpressionType(.boolean)
    static let timestamp = ExpressionType(.timestamp)
    static let json = ExpressionType(.any)
    static let null: ExpressionType = {
        var type = ExpressionType.untyped
        type.isNull = true
        return type
    }()

    /// A time, or something that stands where there is none.
    static let mixedTimestamp: ExpressionType = {
        var mixed = timestamp
        mixed.isMixed = true
        return mixed
    }()

    /// Whether values compare as instants.
    var isTime: Bool { field == .timestamp }

    /// Whether all values are times.
    var isOnlyTime: Bool { isTime && !isMixed }

    var isNumber: Bool {
        switch field {
        case .int64String, .integer, .number: true
        default: false
        }
    }

    /// Whether values are JSON text.
    var isJSON: Bool { field?.isJSON ?? false }

    /// The names of the enum that all values are of; nil when they are not.
    var enumeration: [String]? {
        guard !isMixed, case .enumeration(let names) = field else { return nil }
        return names
    }

    /// What a result column of such values is.
    var kind: ResultColumn.Kind {
        guard !isMixed else { return .any }
        return switch field {
        case .int64String, .integer: .integer
        case .number: .real
        case .boolean: .boolean
        case .timestamp: .timestamp
        case .message, .map, .array, .any: .json
        case .string, .enumeration, nil: .any
        }
    }
}

// MARK: - Several values in one place

extension ExpressionType {
    /// The type of what may be a value of each of these, such as the arguments of `coalesce`.
    static func merging(_ types: [ExpressionType]) -> ExpressionType {
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
