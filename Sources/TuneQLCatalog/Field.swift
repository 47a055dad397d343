/// The type of a value in a request or a response, as the provider document gives it.
package indirect enum FieldType: Sendable, Hashable {
    /// Text; `format` is the document's, such as `byte` or `field-mask`; nil for plain text.
    case string(format: String?)
    /// A 64-bit integer that JSON carries as a string of digits.
    case int64String
    case integer
    case number
    case boolean
    /// A time in RFC 3339 format.
    case timestamp
    /// One of these texts.
    case enumeration([String])
    /// An object with the fields of the message of this name.
    case message(String)
    /// An object with free keys.
    case map(FieldType)
    case array(FieldType)
    /// Any JSON value.
    case any
}

/// A property of a message: a column of a resource, or a member below one.
package struct Field: Sendable, Hashable {
    package var name: String
    package var type: FieldType
    /// Whether only the service sets it; in requests it is refused or ignored.
    package var isOutputOnly: Bool
    /// Whether requests that create the message must set it.
    package var isRequired: Bool
    package var isDeprecated: Bool
    /// The meaning, in one sentence.
    package var description: String

    package init(
        name: String,
        type: FieldType,
        isOutputOnly: Bool = false,
        isRequired: Bool = false,
        isDeprecated: Bool = false,
        description: String = ""
    ) {
        self.name = name
        self.type = type
        self.isOutputOnly = isOutputOnly
        self.isRequired = isRequired
        self.isDeprecated = isDeprecated
        self.description = description
    }
}

/// A named object type of a service: its fields in document order.
package struct Message: Sendable, Hashable {
    package var name: String
    package var fields: [Field]
    /// The meaning, in one sentence.
    package var description: String

    package init(name: String, fields: [Field], description: String = "") {
        self.name = name
        self.fields = fields
        self.description = description
    }

    /// The field of exactly this name.
    package subscript(name: String) -> Field? {
        fields.first { $0.name == name }
    }
}
