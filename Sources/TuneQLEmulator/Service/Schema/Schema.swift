import TuneQLText

/// The messages and enums of the API, by name.
struct Schema: Sendable {
    var messages: [String: SchemaMessage] = [:]
    var enums: [String: Enumeration] = [:]

    /// The schema of v1.
    static let v1 = Schema(messageText: messageText, enumText: enumText)

    /// The message of this name; one that is not described has no fields.
    func message(_ name: String) -> SchemaMessage {
        messages[name] ?? SchemaMessage(name: name, fields: [])
    }

    /// The enum of this name; one that is not described has no values.
    func enumeration(_ name: String) -> Enumeration {
        enums[name] ?? Enumeration(name: name, numbers: [:])
    }
}

/// A message: its fields by every name they are accepted under.
struct SchemaMessage: Sendable {
    let name: String
    let fields: [SchemaField]
    private let indexes: [String: Int]

    init(name: String, fields: [SchemaField]) {
        self.name = name
        self.fields = fields
        var indexes: [String: Int] = [:]
        for (index, field) in fields.enumerated() {
            indexes[field.name] = index
            indexes[field.name.snakeCased] = index
        }
        self.indexes = indexes
    }

    /// The field of this name, in camelCase or snake_case.
    func field(_ name: some StringProtocol) -> SchemaField? {
        indexes[String(name)].map { fields[$0] }
    }
}

/// One field of a message.
struct SchemaField: Sendable, Hashable {
    /// The name as the service writes it, in camelCase.
    var name: String
    /// The name of the `oneof`, of whose fields only one may be set.
    var oneof: String?
    var isOutputOnly: Bool
    var isList: Bool
    var type: SchemaType
}

/// The type of a field, or of the elements of its list.
indirect enum SchemaType: Sendable, Hashable {
    case string, base64, duration, timestamp, int32, int64, double, float, bool, any
    case enumeration(String)
    case message(String)
    /// An object with free names.
    case map(SchemaType)
}

/// An enum: its values and their numbers.
struct Enumeration: Sendable {
    let name: String
    let numbers: [String: Int]
    let names: [Int: String]

    init(name: String, numbers: [String: Int]) {
        self.name = name
        self.numbers = numbers
        self.names = Dictionary(numbers.map { ($0.value, $0.key) }, uniquingKeysWith: { a, _ in a })
    }
}
