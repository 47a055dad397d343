/// What the values of an expression are.
enum ValueType: Hashable, Sendable {
    case time, integer, real, truth, text
    /// JSON objects of the schema's `Plan` and `Step`.
    case plan, step

    static let scalars: [ValueType] = [.time, .integer, .real, .truth, .text]

    var isScalar: Bool { Self.scalars.contains(self) }

    /// The fields of such objects.
    var fields: [(name: String, type: ValueType)] {
        switch self {
        case .plan:
            [
                ("hours", .integer), ("effort", .real), ("urgent", .truth), ("due", .time),
                ("note", .text), ("step", .step),
            ]
        case .step:
            [
                ("count", .integer), ("bytes", .integer), ("share", .real), ("final", .truth),
                ("doneAt", .time),
            ]
        default: []
        }
    }

    /// All that can be reached inside, the value itself included, by paths from it.
    var members: [(path: [String], type: ValueType)] {
        [([], self)]
            + fields.flatMap { field in
                field.type.members.map { ([field.name] + $0.path, $0.type) }
            }
    }
}
