import TuneQLCatalog
import TuneQLJSON

/// The answer of a method: its message, and its rows.
struct ResponseShape {
    var schema: JSONValue?
    /// The type of the whole answer; nil for an empty one.
    var type: FieldType?
    var rows = RowSource()
    /// The type of a row; nil when nothing is known of it.
    var row: FieldType?
    /// The names of the members of the answer's objects, down to its rows.
    var names: [[String]] = []
    /// The members that name places which did not respond.
    var unreachable: [String] = []
    /// The header fields that the document describes.
    var headers: [String] = []

    /// The message of the whole answer.
    var message: String? {
        guard case .message(let name)? = type else { return nil }
        return name
    }
}

/// Reads the answer of a method.
struct ResponseReader {
    let operation: OpenAPIOperation
    /// The method.
    let tree: JSONValue
    let verb: Verb
    let position: DocumentPosition

    /// The column for the keys of an object through which rows are reached.
    private static let scopeColumn = "scope"

    /// - Parameters:
    ///   - name: The name of the answer's message, where the document has none.
    ///   - reader: The reader of its type.
    /// - Returns: The answer.
    /// - Throws: ``DocumentError`` for an answer that cannot be read.
    func shape(named name: String, reader: inout TypeReader) throws(DocumentError) -> ResponseShape
    {
        try refuseTransform()
        let key = tree["response"]?["openAPIDocKey"]?.spelling
        let response = try operation.response(key: key, at: position)
        var shape = ResponseShape()
        shape.headers = response?["headers"]?.object?.members.map(\.name) ?? []
        let named = tree["response"]?["overrideMediaType"] ?? tree["response"]?["mediaType"]
        let member = MediaType.member(of: response?["content"], preferring: named?.string)
        let media = MediaType(text: named?.string ?? member?.name ?? "application/json")
        guard media.isJSON else {
            if media.isXML { throw position.at("response").error(.unsupported(.xml)) }
            shape.rows = RowSource(form: .contents)
            return shape
        }
        shape.schema = tree["response"]?["schema_override"] ?? member?.value["schema"]
        guard let schema = shape.schema else { return shape }
        let type = try reader.type(of: schema, named: name, at: position.at("response", "schema"))
        shape.type = type
        try locateRows(in: &shape, of: type, reader: reader)
        shape.names = Self.names(in: type, at: shape.rows.steps, reader: reader)
        if shape.rows.isList, let message = shape.message.flatMap({ reader[$0] }) {
            shape.unreachable = message.unreachableMembers
        }
        return shape
    }

    private func refuseTransform() throws(DocumentError) {
        guard let transform = tree["response"]?["transform"] else { return }
        let type = transform["type"]?.string ?? ""
        let isXML = type.contains("xml") || type.contains("mxj")
        throw position.at("response", "transform")
            .error(.unsupported(isXML ? .xml : .responseTransform(type)))
    }

    /// The members of each object from the answer down to its rows.
    private static func names(
        in answer: FieldType,
        at steps: [RowSource.Step],
        reader: TypeReader
    ) -> [[String]] {
        var names: [[String]] = []
        var type: FieldType? = answer
        for step in steps + [.member("")] {
            if case .array(let element)? = type { type = element }
            if step == .everyValue, case .map(let value)? = type {
                names.append([])
                type = value
                continue
            }
            guard case .member(let member) = step, case .message(let name)? = type,
                let message = reader[name]
            else { break }
            names.append(message.fields.map(\.name))
            type = message[member]?.type
        }
        return names
    }
}

extension ResponseReader {
    private func locateRows(
        in shape: inout ResponseShape,
        of answer: FieldType,
        reader: TypeReader
    ) throws(DocumentError) {
        guard let key = tree["response"]?["objectKey"]?.spelling else {
            return locateUnnamedRows(in: &shape, of: answer, reader: reader)
        }
        let position = position.at("response", "objectKey")
        guard let steps = ObjectKey(key)?.steps else {
            throw position.error(.unsupported(.objectKey(key)))
        }
        var type = answer
        for (index, step) in steps.enumerated() {
            let isLast = index == steps.count - 1
            guard let next = Self.follow(step, isLast, from: type, into: &shape.rows, reader) else {
                throw position.error(.unknownRows(key))
            }
            type = next
        }
        if case .array(let element) = type {
            shape.rows.isList = true
            type = element
        } else if type == .any, steps.last == .each {
            shape.rows.isList = true
        }
        shape.row = type
    }

    /// The type after one step, which is added to the rows' steps; nil where it leads nowhere.
    private static func follow(
        _ step: ObjectKey.Step,
        _ isLast: Bool,
        from type: FieldType,
        into rows: inout RowSource,
        _ reader: TypeReader
    ) -> FieldType? {
        switch (step, type) {
        case (.member(let name), .message(let message)):
            guard let field = reader[message]?[name] else { return nil }
            rows.steps.append(.member(name))
            return field.type
        case (.member(let name), .map(let value)):
            rows.steps.append(.member(name))
            return value
        case (.member(let name), .any):
            rows.steps.append(.member(name))
            return .any
        case (.each, .array), (.each, .any): return isLast ? type : nil
        case (.each, .map(let value)) where value != .any:
            rows.steps.append(.everyValue)
            rows.scopeColumn = scopeColumn
            return value
        case (.each, .map) where isLast: return .any
        default: return nil
        }
    }

    /// The rows of an answer whose method has no objectKey.
    ///
    /// A list may be the whole answer, or its member `items`, as in Google's older services.
    private func locateUnnamedRows(
        in shape: inout ResponseShape,
        of answer: FieldType,
        reader: TypeReader
    ) {
        shape.row = answer
        if case .array(let element) = answer {
            shape.rows.isList = true
            shape.row = element
            return
        }
        guard verb == .select, case .message(let name) = answer, let items = reader[name]?["items"]
        else { return }
        switch items.type {
        case .array(let element):
            shape.rows = .list([items.name])
            shape.row = element
        case .map(.message(let scoped)):
            let lists = reader[scoped]?.fields.filter(\.isList) ?? []
            guard lists.count == 1, case .array(let element) = lists[0].type else { return }
            shape.rows = RowSource(
                steps: [.member(items.name), .everyValue, .member(lists[0].name)],
                isList: true,
                scopeColumn: Self.scopeColumn
            )
            shape.row = element
        default: return
        }
    }
}

extension Field {
    /// Whether the values are lists of objects.
    fileprivate var isList: Bool {
        guard case .array(.message) = type else { return false }
        return true
    }
}
