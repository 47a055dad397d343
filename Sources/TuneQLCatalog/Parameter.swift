/// An input of a method that a statement gives by its name.
package struct Parameter: Sendable, Hashable {
    package enum Location: String, Sendable, Hashable {
        case path, query, header, server
        /// A member of the body of a request that reads.
        case body
    }

    package var name: String
    package var location: Location
    package var isRequired: Bool
    package var type: FieldType
    package var description: String
    /// The value that is sent where a statement gives none, in any location.
    package var defaultValue: String?
    /// The environment variable whose value takes the place of ``defaultValue``; nil for none.
    package var environmentVariable: String?
    /// Whether each value of an array is sent by itself, `a=1&a=2`, instead of `a=1,2`.
    package var isExploded: Bool

    package init(
        name: String,
        location: Location,
        isRequired: Bool,
        type: FieldType = .string(format: nil),
        description: String = "",
        defaultValue: String? = nil,
        isExploded: Bool = true,
        environmentVariable: String? = nil
    ) {
        self.name = name
        self.location = location
        self.isRequired = isRequired
        self.type = type
        self.description = description
        self.defaultValue = defaultValue
        self.isExploded = isExploded
        self.environmentVariable = environmentVariable
    }

    /// Whether a statement must give a value: it is required and has no default.
    package var isAskedFor: Bool { isRequired && defaultValue == nil }
}
