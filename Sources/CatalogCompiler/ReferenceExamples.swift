import TuneQLCatalog
import TuneQLJSON

/// One statement for each verb of a resource.
struct ReferenceExamples {
    private let resource: Resource
    private let messages: ReachableMessages

    init(_ resource: Resource, messages: ReachableMessages) {
        self.resource = resource
        self.messages = messages
    }

    var text: String {
        let statements = [selectAll, selectOne, insert, exec].compactMap { $0 }
        let blocks = statements.map { "```sql\n\($0)\n```\n" }
        return "## Examples\n\n" + blocks.joined(separator: "\n")
    }

    private var selects: [Method] { resource.methods(for: .select) }

    private var selectAll: String? {
        let methods = selects.filter(\.rows.isList)
        return methods.first.map { select(resource.columns.prefix(4).map(\.name), by: $0) }
    }

    private var selectOne: String? {
        selects.first { !$0.rows.isList }.map { select(["*"], by: $0) }
    }

    private func select(_ columns: [String], by method: Method) -> String {
        """
        SELECT \(columns.joined(separator: ", "))
        FROM \(resource.id)
        WHERE \(method.requiredParameters.map { "\($0) = '…'" }.joined(separator: " AND "));
        """
    }

    private var insert: String? {
        guard let method = resource.methods(for: .insert).first else { return nil }
        let body = [textColumn, objectColumn].compactMap { $0 }
        let names = method.requiredParameters + body.map(\.name)
        let values =
            method.requiredParameters.map { _ in "'…'" }
            + body.map { "'\(example(of: $0.type)?.text ?? "…")'" }
        return """
            INSERT INTO \(resource.id) (\(names.joined(separator: ", ")))
            VALUES (\(values.joined(separator: ", ")));
            """
    }

    private var inputs: [Field] { resource.columns.filter { !$0.isOutputOnly } }

    /// A text column other than those that merely label a row.
    private var textColumn: Field? {
        inputs.first {
            $0.type == .string(format: nil) && !["name", "title", "description"].contains($0.name)
        }
    }

    /// The largest object column with required members.
    private var objectColumn: Field? {
        func size(_ field: Field) -> Int {
            field.type.message.flatMap { messages[$0]?.fields.count } ?? 0
        }
        return inputs.filter { example(of: $0.type) != nil }.max { size($0) < size($1) }
    }

    /// A message's required members; nil when it has none.
    private func example(of type: FieldType) -> JSONValue? {
        guard case .message(let name) = type, let message = messages[name] else { return nil }
        let members = message.fields.filter(\.isRequired).map { field in
            JSONMember(name: field.name, value: example(of: field.type) ?? "…")
        }
        return members.isEmpty ? nil : .object(JSONObject(members))
    }

    private var exec: String? {
        guard let method = resource.methods(for: .exec).first else { return nil }
        let arguments = method.requiredParameters.map { "@\($0) = '…'" }
        return "EXEC \(resource.id).\(method.name) \(arguments.joined(separator: ", "));"
    }
}
