import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite

/// The calls of one start of a scan, and the cells of their rows that are read.
struct ScanRequest {
    /// The full name of the resource that is scanned.
    var resource: String
    var calls: CallList
    /// The members of an item that are read.
    var layoutColumns: [String]
    /// The position of each of the table's columns among `layoutColumns`, or -1.
    var cellIndex: [Int]
    /// The position of the row's own name among `layoutColumns`.
    var nameCell: Int?
    /// The identity of rows, if SQLite compares them; nil if rows have none.
    var identity: RowIdentity?
    var template: NameTemplate?
    /// The column of the rows' names.
    private var nameColumn: String?
    /// For each call the statement's conditions on its rows' names; see ``NameCheck``.
    private(set) var nameConditions: [[[NameCondition]]] = []
    /// Whether the names of rows are checked.
    private(set) var checksNames = false

    init(
        of resource: String,
        calls: CallList = CallList(),
        layoutColumns: [String] = [],
        cellIndex: [Int] = []
    ) {
        self.resource = resource
        self.calls = calls
        self.layoutColumns = layoutColumns
        self.cellIndex = cellIndex
    }

    var key: StatementScans.Key {
        StatementScans.Key(
            resource: resource,
            calls: calls,
            columns: layoutColumns,
            lookUp: template.flatMap { template in
                layoutColumns.firstIndex { $0 == nameColumn }
                    .map { RowLookUp(template: template, cell: $0) }
            }
        )
    }

    /// The maximum number of calls of a scan.
    static let maximumCalls = 100_000

    /// Determines the calls.
    ///
    /// - Parameters:
    ///   - plan: The plan that SQLite chose.
    ///   - arguments: The values of the plan's arguments.
    ///   - table: The table that is scanned.
    ///   - context: The context of the statement.
    /// - Throws: ``ScanError`` if a value is invalid for its parameter, or for too many calls.
    init(
        plan: ScanPlan,
        arguments: [FilterArgument],
        of table: ResourceTable,
        _ context: StatementContext
    ) throws(ScanError) {
        let resource = table.resource
        let traits = context.traits
        guard let method = resource.method(distinctlyNamed: plan.method) else {
            preconditionFailure("the plan names the method \(plan.method) that does not exist")
        }
        self.init(
            of: resource.id,
            cellIndex: Array(repeating: -1, count: resource.columns.count)
        )
        template = resource.nameTemplate.map(NameTemplate.init)
        nameColumn = resource.nameColumn
        let template = MethodCall(
            method: method,
            arguments: [:],
            fields: nil,
            pageSize: Self.pageSize(plan, arguments, of: method),
            service: resource.serviceID,
            resource: resource.id
        )
        let values = zip(plan.arguments, arguments).filter { ScanPlan.choosesCalls($0.0) }
        let arrays = values.filter { method.takesList($0.0) && $0.1.isList }.map(\.0)
        let checks = CallChecks(ParameterCheck.all(zip(plan.arguments, arguments)), table, context)
        try chooseCalls(
            template,
            values.map { ($0.0, $0.1.texts) },
            joining: arrays,
            checks,
            resource
        )
        chooseCells(plan, of: table, calling: method, traits)
        guard traits.pushesDown else { return }
        let fields = FieldMask.mask(
            columns: layoutColumns,
            parts: traits.parts.parts(of: resource),
            of: resource,
            calling: method
        )
        calls.ask(for: fields)
    }

    /// One call for each combination that the conditions on parameters admit.
    private mutating func chooseCalls(
        _ template: MethodCall,
        _ values: [(ScanPlan.Argument, [String])],
        joining arrays: [ScanPlan.Argument],
        _ checks: CallChecks,
        _ resource: Resource
    ) throws(ScanError) {
        var axes: [CallList.Axis] = []
        var names: [[String]] = []
        for (argument, values) in values {
            guard case .parameter(let name) = argument else {
                names.append(values)
                continue
            }
            let admitted = checks.admitted(values, for: name)
            for value in admitted { try resource.check(value, ofParameter: name) }
            axes.append(
                CallList.Axis(
                    parameter: name,
                    values: arrays.contains(argument) ? Self.joined(admitted) : admitted
                )
            )
        }
        let counts = axes.map(\.values.count) + names.map(\.count)
        guard let count = CallList.product(of: counts), count <= Self.maximumCalls,
            let calls = CallList(template, axes)
        else {
            try checks.refuseOverBudget()
            throw Self.tooMany(counts, of: resource)
        }
        if names.isEmpty {
            self.calls = calls
            try checks.leaveOut(from: &self.calls)
        } else {
            try chooseCalls(calls, by: names, checks, resource)
        }
    }

    /// Several values as the only value of a parameter that is an array.
    private static func joined(_ values: [String]) -> [String] {
        values.count > 1 ? [JSONValue.array(values.map { .string($0) }).text] : values
    }

    private static func tooMany(_ counts: [Int], of resource: Resource) -> ScanError {
        let lists = counts.filter { $0 > 1 }.map(String.init)
        return ScanError(
            .limit,
            "the lists of \(lists.joined(separator: " × ")) values need more calls than the "
                + "\(maximumCalls) allowed for a scan of \(resource.name)",
            help: "give fewer values, or split the statement"
        )
    }

    /// Calls by the names of rows; calls that names make equal are made once.
    private mutating func chooseCalls(
        _ parameters: CallList,
        by names: [[String]],
        _ checks: CallChecks,
        _ resource: Resource
    ) throws(ScanError) {
        var places: [[String: String]: Int] = [:]
        var chosen: [MethodCall] = []
        for combination in parameters {
            for names in Self.combinations(names) {
                try checks.refuseWhenCancelled()
                let name = names.first ?? ""
                guard let call = try call(combination, named: name, resource),
                    checks.admits(call.arguments)
                else { continue }
                let conditions = names.compactMap {
                    NameCondition($0, for: call.arguments, template)
                }
                if let place = places[call.arguments] {
                    let isFree = conditions.isEmpty || nameConditions[place].isEmpty
                    nameConditions[place] = isFree ? [] : nameConditions[place] + [conditions]
                } else {
                    places[call.arguments] = chosen.count
                    chosen.append(call)
                    nameConditions.append(conditions.isEmpty ? [] : [conditions])
                }
            }
        }
        calls = CallList(chosen)
        checksNames = nameConditions.contains { !$0.isEmpty } || mayRepeatRows
    }

    /// Whether two of the calls by name may find the same row, since their names have equal ends.
    private var mayRepeatRows: Bool {
        guard nameConditions.count > 1, let last = template?.lastParameter else { return false }
        return Set(calls.map { $0.arguments[last] }).count < calls.count
    }

    private mutating func chooseCells(
        _ plan: ScanPlan,
        of table: ResourceTable,
        calling method: Method,
        _ traits: StatementContext.Traits
    ) {
        let resource = table.resource
        let bound = Set(
            plan.arguments.compactMap { argument -> String? in
                guard case .parameter(let name) = argument else { return nil }
                return name
            }
        )
        let sent = Set(
            table.sharedColumns.filter { bound.contains($0.parameter.name) }.map(\.place)
        )
        for (index, column) in resource.columns.enumerated()
        where plan.uses(column: index) && !sent.contains(index) {
            cellIndex[index] = layoutColumns.count
            layoutColumns.append(column.name)
        }
        for (number, column) in table.sharedColumns.enumerated()
        where plan.uses(column: table.firstOwnColumn + number) {
            cellIndex[column.place] = place(of: column.field.name) ?? -1
        }
        let spelled = Set(template?.parameters ?? [])
        let readsName = table.hiddenParameters.enumerated().contains { index, parameter in
            plan.uses(column: resource.columns.count + index) && spelled.contains(parameter.name)
                && !bound.contains(parameter.name)
        }
        // The name in the response to a look-up shows that it is the requested row.
        if readsName || checksNames || layoutColumns.isEmpty || method.rowName != nil {
            nameCell = place(of: resource.nameColumn ?? resource.columns.first?.name)
        }
        guard traits.comparesRowIDs, let key = RowIdentity.Key(of: resource) else { return }
        identity = RowIdentity(
            cells: key.columns.compactMap { place(of: $0) },
            parameters: key.parameters
        )
    }

    private mutating func place(of column: String?) -> Int? {
        guard let column else { return nil }
        if let place = layoutColumns.firstIndex(of: column) { return place }
        layoutColumns.append(column)
        return layoutColumns.count - 1
    }

    /// The number of rows that LIMIT and OFFSET can use; without them the maximum of a page.
    private static func pageSize(
        _ plan: ScanPlan,
        _ arguments: [FilterArgument],
        of method: Method
    ) -> Int? {
        guard let size = method.pagination?.size else { return nil }
        var wanted: Int?
        var skipped = 0
        for (argument, value) in zip(plan.arguments, arguments) {
            guard case .value(.integer(let number)) = value else { continue }
            if argument == .limit, number >= 0 { wanted = Int(number) }
            if argument == .offset, number > 0 { skipped = Int(number) }
        }
        guard let wanted, wanted < size.maximum, skipped < size.maximum else {
            return size.maximum
        }
        return max(1, min(wanted + skipped, size.maximum))
    }

    /// Every combination of one name from each list.
    private static func combinations(_ lists: [[String]]) -> [[String]] {
        lists.reduce([[]]) { combinations, list in
            combinations.flatMap { combination in list.map { combination + [$0] } }
        }
    }

    /// The call for a row's name and given parameters; nil if these exclude the name.
    ///
    /// Values of the statement take precedence over parts of the name.
    private func call(
        _ given: MethodCall,
        named name: String,
        _ resource: Resource
    ) throws(ScanError) -> MethodCall? {
        var call = given
        try resource.check(name: name)
        guard let spelled = template?.arguments(from: name) else {
            guard !call.method.requiredParameters.allSatisfy({ call.arguments[$0] != nil }) else {
                return call
            }
            guard call.arguments.isEmpty else { return nil }
            throw ScanError(
                .invalidValue,
                "'\(name)' is not the name of one of \(resource.name)",
                help: "a name looks like \(resource.nameTemplate ?? "")"
            )
        }
        let names = Set(call.method.parameters.map(\.name))
        call.arguments.merge(spelled.filter { names.contains($0.key) }) { given, _ in given }
        return call
    }
}

extension FilterArgument {
    fileprivate var isList: Bool {
        if case .list = self { true } else { false }
    }

    /// The values as texts, each once and without NULL, in their order.
    fileprivate var texts: [String] {
        switch self {
        case .value(let value): return value.text.map { [$0] } ?? []
        case .list(let values):
            // Texts are compared by bytes: to Swift, two spellings of one letter are equal.
            var seen: Set<[UInt8]> = []
            return values.compactMap(\.text).filter { seen.insert(Array($0.utf8)).inserted }
        }
    }
}
