import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// A value inside a column: its path and its type.
struct NestedField {
    /// The names and indexes that lead from the column to the value.
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    var steps: [Step] = []
    var type: FieldType

    /// Follows the steps of a reference.
    ///
    /// - Parameters:
    ///   - column: The column, and the steps after it.
    ///   - message: The message of a name; nil when it is not known.
    /// - Throws: ``AnalysisError`` at the step that matches nothing.
    init(
        _ column: ResolvedColumn,
        message: (String) throws(AnalysisError) -> Message?
    ) throws(AnalysisError) {
        let resource = column.column.type.resource
        // Without a schema a value may be anything: a text of a local table may be JSON.
        type = resource == nil ? .any : column.column.type.field ?? .any
        var place = column.column.name
        for step in column.steps {
            switch step {
            case .name(let name): try enter(name, of: place, resource, message)
            case .index(let index, let range): try enter(index, range, of: place)
            }
            place += Self.text(of: step)
        }
    }

    private static func text(of step: ColumnReference.PathStep) -> String {
        switch step {
        case .name(let name): ".\(name.text)"
        case .index(let index, _): "[\(index)]"
        }
    }

    private mutating func enter(
        _ name: Identifier,
        of place: String,
        _ resource: Resource?,
        _ message: (String) throws(AnalysisError) -> Message?
    ) throws(AnalysisError) {
        guard !name.text.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == 0x5C }) else {
            throw AnalysisError(
                .invalidValue,
                "a name inside JSON cannot contain a quote or a backslash here",
                range: name.range,
                help: "json_each(\(place)) gives every member with its name"
            )
        }
        switch type {
        case .message(let messageName):
            guard let message = try message(messageName) else {
                type = .any
                break
            }
            let field = message.fields.first { $0.name.isSameName(as: name.text) }
            guard let field else {
                throw Self.unknown(name, of: place, message, resource)
            }
            type = field.type
            steps.append(.key(field.name))
            return
        case .map(let value): type = value
        case .any: break
        case .array:
            throw AnalysisError(
                .unknownName,
                "\(place) is an array",
                range: name.range,
                help: "write \(place)[0].\(name.text), or json_each(\(place)) for all elements"
            )
        default:
            throw AnalysisError(
                .unknownName,
                "\(place) is a \(type.kind), without fields",
                range: name.range,
                help: resource.map { "DESCRIBE \($0.id) lists its columns" }
            )
        }
        steps.append(.key(name.text))
    }

    private mutating func enter(
        _ index: Int,
        _ range: Range<Int>,
        of place: String
    ) throws(AnalysisError) {
        switch type {
        case .array(let element): type = element
        case .any: break
        default:
            throw AnalysisError(
                .unknownName,
                "\(place) is not an array",
                range: range,
                help: "only the elements of arrays have numbers"
            )
        }
        steps.append(.index(index))
    }

    private static func unknown(
        _ name: Identifier,
        of place: String,
        _ message: Message,
        _ resource: Resource?
    ) -> AnalysisError {
        let names = message.fields.map(\.name)
        let help =
            Suggestion.nearest(to: name.text, among: names).map { "did you mean \($0)?" }
            ?? (names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))")
        return AnalysisError(
            .unknownName,
            "\(place) has no field \(name.text)",
            range: name.range,
            help: help
        )
    }
}
