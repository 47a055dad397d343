import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// SHOW MANIFEST: the names and types of what creates a resource, as YAML to fill in.
extension ShowRunner {
    func showManifest(_ path: [Identifier]) throws(QueryError) -> StatementResult {
        let creation = try creation(path)
        var inputs = creation.inputs.filter { $0.isRequired || !isShort }
        if show.isExtended {
            inputs += creation.resource.columns.filter { column in
                column.isOutputOnly && !inputs.contains { $0.name == column.name }
            }
        }
        var writer = ManifestWriter(
            resource: creation.resource,
            state: state,
            isShort: isShort,
            isWhole: show.isExtended
        )
        let text = try writer.text(of: inputs)
        return try query(Self.known(["manifest"], [[text]]))
    }
}

/// Writes fields as a list of names and values: an object is such a list, an array one example.
private struct ManifestWriter {
    let resource: Resource
    let state: SessionState
    /// Whether only what is required is written.
    let isShort: Bool
    /// Whether what only the service writes is written too.
    let isWhole: Bool
    private var text = ""
    /// The messages around a field, which are not written again inside of themselves.
    private var open: [String] = []

    init(resource: Resource, state: SessionState, isShort: Bool, isWhole: Bool) {
        self.resource = resource
        self.state = state
        self.isShort = isShort
        self.isWhole = isWhole
    }

    private static let maximumDepth = 12

    mutating func text(of inputs: [Field]) throws(QueryError) -> String {
        text = "- name: \(resource.name)\n  props:\n"
        try write(inputs, indent: 4)
        return text
    }

    private mutating func write(_ fields: [Field], indent: Int) throws(QueryError) {
        for field in fields {
            let blanks = String(repeating: " ", count: indent)
            text += "\(blanks)- name: \(field.name)\n\(blanks)  value:"
            try write(field.type, of: field, indent: indent + 2)
        }
    }

    /// Writes what stands behind `value:`, on its line or below it.
    private mutating func write(
        _ type: FieldType,
        of field: Field,
        indent: Int
    ) throws(QueryError) {
        let blanks = String(repeating: " ", count: indent)
        switch type {
        case .message(let name):
            guard let fields = try members(of: name) else {
                text += " object\(remark(on: field))\n"
                return
            }
            text += "\(remark(on: field))\n"
            try enclose(name, fields, indent: indent + 2)
        case .array(.message(let name)):
            guard let fields = try members(of: name) else {
                text += "\(remark(on: field))\n\(blanks)  - object\n"
                return
            }
            text += "\(remark(on: field))\n"
            let start = text.utf8.count
            try enclose(name, fields, indent: indent + 4)
            text.replaceLeadingBlanks(from: start, with: blanks + "  - ")
        case .array(let element):
            text += "\(remark(on: field))\n\(blanks)  - \(element.word)\n"
        default: text += " \(type.word)\(remark(on: field))\n"
        }
    }

    private mutating func enclose(
        _ name: String,
        _ fields: [Field],
        indent: Int
    ) throws(QueryError) {
        open.append(name)
        defer { open.removeLast() }
        try write(fields, indent: indent)
    }

    /// The fields to write of a message; nil for one without, and for one inside of itself.
    private func members(of name: String) throws(QueryError) -> [Field]? {
        guard !open.contains(name), open.count < Self.maximumDepth,
            let message = try state.message(name, of: resource)
        else { return nil }
        let fields = message.fields.filter { field in
            (isWhole || !field.isOutputOnly) && (field.isRequired || !isShort)
        }
        return fields.isEmpty ? nil : fields.filter(\.isRequired) + fields.filter { !$0.isRequired }
    }

    private func remark(on field: Field) -> String {
        var words: [String] = []
        if field.isRequired { words.append("required") }
        if field.isOutputOnly { words.append("written by the service") }
        if let values = field.type.choices, values.count <= 8 {
            words.append("one of \(values.joined(separator: ", "))")
        }
        return words.isEmpty ? "" : "  # " + words.joined(separator: "; ")
    }
}

extension FieldType {
    /// The type in the words of JSON.
    fileprivate var word: String {
        switch self {
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .message, .map: "object"
        case .array: "array"
        case .any: "any"
        case .string, .int64String, .timestamp, .enumeration: "string"
        }
    }

    /// The values of an enumeration.
    fileprivate var choices: [String]? {
        switch self {
        case .enumeration(let values): values.filter { !$0.hasSuffix("_UNSPECIFIED") }
        case .array(let element): element.choices
        default: nil
        }
    }
}

extension String {
    /// Puts a mark in the place of the blanks at an offset, which are as many as its characters.
    fileprivate mutating func replaceLeadingBlanks(from offset: Int, with mark: String) {
        let start = utf8.index(startIndex, offsetBy: offset)
        let end = utf8.index(start, offsetBy: mark.utf8.count)
        replaceSubrange(start..<end, with: mark)
    }
}
