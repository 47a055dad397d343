import TuneQLJSON

/// Columns are stored as the messages whose fields they are, and the fields that differ.
extension [Field] {
    /// The columns in terms of the messages of the rows, as far as these have the same fields.
    func json(of rows: [Message]) -> JSONValue {
        let union = Self.union(of: rows)
        let different = filter { column in union.first { $0.name == column.name } != column }
        var object = JSONObject()
        if union.replacing(different) == self {
            object.add("messages", rows.map(\.name))
            object.add("fields", different.map(\.json))
        } else {
            object.add("fields", map(\.json))
        }
        return .object(object)
    }

    /// Reads columns; nil when they cannot be decoded or a message is missing.
    init?(
        json: JSONValue,
        message: (String) throws(CatalogError) -> Message?
    ) throws(CatalogError) {
        guard let different = json.list("fields", of: Field.init(json:)) else { return nil }
        var rows: [Message] = []
        for name in json.texts("messages") {
            guard let row = try message(name) else { return nil }
            rows.append(row)
        }
        self = rows.isEmpty ? different : Self.union(of: rows).replacing(different)
    }

    /// The fields of all messages; of those of one name, the first.
    private static func union(of messages: [Message]) -> [Field] {
        guard messages.count != 1 else { return messages[0].fields }
        var names: Set<String> = []
        return messages.flatMap(\.fields).filter { names.insert($0.name).inserted }
    }

    /// The fields with others in place of those of their names, or at the end.
    private func replacing(_ others: [Field]) -> [Field] {
        var fields = self
        for other in others {
            if let index = fields.firstIndex(where: { $0.name == other.name }) {
                fields[index] = other
            } else {
                fields.append(other)
            }
        }
        return fields
    }
}

extension Method {
    /// The name of the message of a row; nil when rows are no objects of a message.
    func rowMessage(in messages: [String: Message]) -> String? {
        guard rows.form == .objects, let responseMessage else { return nil }
        var type = FieldType.message(responseMessage)
        for step in rows.steps {
            if case .array(let element) = type { type = element }
            switch (step, type) {
            case (.member(let member), .message(let name)):
                guard let field = messages[name]?[member] else { return nil }
                type = field.type
            case (.everyValue, .map(let value)): type = value
            default: return nil
            }
        }
        if case .array(let element) = type { type = element }
        guard case .message(let name) = type else { return nil }
        return name
    }
}
