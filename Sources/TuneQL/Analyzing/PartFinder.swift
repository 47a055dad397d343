import TuneQLAnalysis
import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax
import TuneQLText

/// Finds the parts of columns that a statement reads.
///
/// An expression that may read more than a part counts as reading the whole column, in every
/// resource that has a column of that name.
struct PartFinder {
    private(set) var parts = ColumnParts()
    private let types: TypeInference
    private let message: (String, Resource) -> Message?
    /// The start positions of columns that are read by a path.
    private var covered: Set<Int> = []
    /// The names, in lower case, of columns that are read whole.
    private var wholes: Set<String> = []

    init(
        _ statement: Statement,
        _ types: TypeInference,
        message: @escaping (String, Resource) -> Message?
    ) {
        self.types = types
        self.message = message
        statement.forEachExpression { visit($0, in: $1) }
        parts.remove(columns: wholes)
        statement.forEachQuery { query, _ in
            for core in query.body { visit(core) }
        }
        if case .local(let local) = statement.kind, !local.from.isEmpty { parts = ColumnParts() }
    }

    // MARK: Rows

    private mutating func visit(_ core: SelectCore) {
        let hasStar = core.results.contains(where: \.isStar)
        for item in core.from { visit(item) }
        guard hasStar else { return }
        for table in core.from.flatMap(\.tables) {
            if let resource = types.resource(table) { parts.remove(resource) }
        }
    }

    private mutating func visit(_ item: FromItem) {
        if item.join?.isNatural == true { parts = ColumnParts() }
        if case .using(let names) = item.constraint {
            parts.remove(columns: Set(names.map { $0.text.lowercased() }))
        }
        if case .group(let items, _) = item.source {
            for item in items { visit(item) }
        }
    }

    // MARK: Expressions

    private mutating func visit(_ expression: Expression, in scope: TreeScope) {
        switch expression.kind {
        case .function(let call): visit(call, in: scope)
        case .binary(.arrow, _, _), .binary(.doubleArrow, _, _):
            guard let path = JSONPath(expression), !isCovered(path.column) else { return }
            add(path.names, of: path.column, in: scope)
        case .column(let reference):
            if !isCovered(reference) { add([], of: reference, in: scope) }
        default: break
        }
    }

    /// `json_extract(column, '$.a', …)` and its relatives.
    private mutating func visit(_ call: FunctionCall, in scope: TreeScope) {
        guard
            ["json_extract", "json_array_length", "json_type"].contains(
                call.name.text.lowercased()
            ),
            case .column(let reference) = call.arguments.first?.kind, call.arguments.count > 1
        else { return }
        let texts = call.arguments.dropFirst().compactMap { argument -> String? in
            guard case .literal(.string(let text)) = argument.kind else { return nil }
            return text
        }
        guard texts.count == call.arguments.count - 1 else { return }
        for text in texts { add(JSONPath.names(in: text), of: reference, in: scope) }
    }

    /// Whether an expression around the column has covered it already.
    private func isCovered(_ reference: ColumnReference) -> Bool {
        covered.contains(reference.range.lowerBound)
    }

    /// Records that the statement reads the part of a column at a path.
    private mutating func add(
        _ path: [String],
        of reference: ColumnReference,
        in scope: TreeScope
    ) {
        let column = types.resolve(reference, in: scope)
        guard let column, let resource = column.column.owner,
            !(column.steps.isEmpty && path.isEmpty)
        else {
            for name in reference.leadingNames { wholes.insert(name.text.lowercased()) }
            if let field = column?.column.field { wholes.insert(field.lowercased()) }
            return
        }
        covered.insert(reference.range.lowerBound)
        let names = column.steps.map { step in
            if case .name(let name) = step { name.text } else { JSONPath.other }
        }
        let fields = fields(names + path, of: column.column.type.field ?? .any, resource)
        parts.add(fields, into: column.column.field ?? column.column.name, of: resource)
    }

    /// The leading names that are fields of the schema, as it spells them.
    private func fields(_ names: [String], of type: FieldType, _ resource: Resource) -> [String] {
        var type = type
        var fields: [String] = []
        for name in names {
            guard case .message(let messageName) = type,
                let field = message(messageName, resource)?.fields.first(where: {
                    $0.name.isSameName(as: name)
                })
            else { break }
            fields.append(field.name)
            type = field.type
        }
        return fields
    }
}
