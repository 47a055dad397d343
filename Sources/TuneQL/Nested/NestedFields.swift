import TuneQLCatalog
import TuneQLSyntax

/// The dotted references of a statement that lead into columns.
struct NestedFields {
    private struct Place {
        var reference: ColumnReference
        /// Where the column's name ends.
        var columnEnd: Int
        var field: NestedField
    }

    /// By where they start.
    private var places: [Int: Place] = [:]
    /// Texts that are compared with numbers, and where they stand.
    private var numbers: [(range: Range<Int>, text: String)] = []
    /// What stands in the place of EXEC in FROM.
    private var execs: [(range: Range<Int>, sql: String)] = []
    /// The results without alias that hold such references.
    private var unnamed: [Range<Int>] = []

    /// Finds the references.
    ///
    /// - Throws: ``QueryError`` when one leads to a field that does not exist.
    init(
        in statement: Statement,
        _ resolver: ColumnResolver,
        message: (String, Resource) throws(QueryError) -> Message?
    ) throws(QueryError) {
        var expressions: [Expression] = []
        try statement.forEachExpression { (expression, scope) throws(QueryError) in
            expressions.append(expression)
            guard case .column(let reference) = expression.kind, reference.path.count > 1 else {
                return
            }
            guard let column = resolver.resolve(reference, in: scope) else {
                return try Self.suggest(reference, resolver.candidates(for: reference, in: scope))
            }
            guard !column.steps.isEmpty else { return }
            let field = try NestedField(column) { (name) throws(QueryError) in
                guard let resource = column.resource else { return nil }
                return try message(name, resource)
            }
            places[reference.range.lowerBound] = Place(
                reference: reference,
                columnEnd: column.end,
                field: field
            )
        }
        guard !places.isEmpty else { return }
        for expression in expressions { noteNumbers(expression) }
        noteResults(of: statement)
    }

    /// Throws when a name that nothing has is nearly that of a column with fields.
    private static func suggest(
        _ reference: ColumnReference,
        _ candidates: [String]
    ) throws(QueryError) {
        let names = reference.leadingNames
        guard names.count == 2, !candidates.isEmpty,
            let nearest = Suggestion.nearest(to: names[0].text, among: candidates)
        else { return }
        throw QueryError(
            .unknownName,
            "no such column: \(names[0].text)",
            range: names[0].range,
            help: "did you mean \(nearest)?"
        )
    }

    /// Notes texts beside numbers: an expression lacks the affinity by which a column converts them.
    private mutating func noteNumbers(_ expression: Expression) {
        let operands: [Expression] =
            switch expression.kind {
            case .binary(let sign, let left, let right) where sign.isComparison: [left, right]
            case .between(let subject, let low, let high, _): [subject, low, high]
            case .membership(let subject, .list(let members), _): [subject] + members
            default: []
            }
        guard operands.contains(where: { field(of: $0)?.isNumber == true }) else { return }
        for operand in operands {
            guard case .literal(.string(let text)) = operand.kind, text.isNumber else { continue }
            numbers.append((operand.range, text))
        }
    }

    /// Notes the results whose names SQLite would make of what they are rewritten to.
    private mutating func noteResults(of statement: Statement) {
        var results: [ResultColumn] = []
        statement.forEachQuery { query, _ in
            for core in query.body { results += core.results }
        }
        if case .insert(let insert) = statement.kind { results += insert.returning?.results ?? [] }
        for result in results {
            guard case .expression(let expression, nil) = result.kind,
                places.keys.contains(where: expression.range.contains)
            else { continue }
            unnamed.append(expression.range)
        }
    }

    private func field(of expression: Expression) -> NestedField? {
        guard case .column(let reference) = expression.kind else { return nil }
        return places[reference.range.lowerBound]?.field
    }
}

extension NestedFields {
    private typealias ResultColumn = TuneQLSyntax.ResultColumn

    /// Takes note of what stands in the place of an EXEC.
    mutating func note(_ exec: (range: Range<Int>, sql: String)?) {
        if let exec { execs.append(exec) }
    }

    /// Adds the changes that make SQL of the references, and of EXEC in FROM.
    func write(to rewriting: inout Rewriting, for source: String) {
        for exec in execs { rewriting.replace(exec.range, with: exec.sql) }
        guard !places.isEmpty else { return }
        for place in places.values {
            let sql = place.field.sql
            let range = place.reference.range
            rewriting.insert(sql.before, at: range.lowerBound)
            rewriting.replace(place.columnEnd..<range.upperBound, with: sql.after)
        }
        for (range, text) in numbers { rewriting.replace(range, with: " \(text) ") }
        let bytes = Array(source.utf8)
        for range in unnamed {
            let name = String(decoding: bytes[range], as: UTF8.self)
            rewriting.insert(" AS \(name.quotedAsName)", at: range.upperBound)
        }
    }

    /// What the results of a query are, where all its parts agree, by their places.
    func kinds(of query: Query) -> [Int: TuneQL.ResultColumn.Kind] {
        let parts = query.body.map { kinds(of: $0.results) }
        return parts.dropFirst().reduce(parts.first ?? [:]) { known, part in
            known.filter { part[$0.key] == $0.value }
        }
    }

    /// What results are, up to the first `*`.
    func kinds(of results: [TuneQLSyntax.ResultColumn]) -> [Int: TuneQL.ResultColumn.Kind] {
        var kinds: [Int: TuneQL.ResultColumn.Kind] = [:]
        for (place, result) in results.enumerated() {
            guard case .expression(let expression, _) = result.kind else { break }
            if let field = field(of: expression), field.kind != .any { kinds[place] = field.kind }
        }
        return kinds
    }
}

extension BinaryOperator {
    fileprivate var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .is, .isNot, .less, .lessOrEqual, .greater, .greaterOrEqual: true
        default: false
        }
    }
}

extension String {
    /// Whether it spells a number as SQL does.
    fileprivate var isNumber: Bool {
        let digits = utf8.drop { $0 == UInt8(ascii: "-") }
        guard utf8.count - digits.count <= 1, let first = digits.first,
            (0x30...0x39).contains(first), let value = Double(self), value.isFinite
        else { return false }
        return utf8.allSatisfy { (0x30...0x39).contains($0) || "-+.eE".utf8.contains($0) }
    }
}
