import TuneQLCatalog
import TuneQLHTTP
import TuneQLSQLite

/// What one start of a scan asks for: the calls, and which cells of their rows are wanted.
struct Scan {
    /// The full name of the resource that is scanned.
    var resource: String
    var calls: [MethodCall]
    /// The members of an item that are read.
    var layoutColumns: [String]
    /// For each column of the table its place among `layoutColumns`, or -1.
    var cellIndex: [Int]
    /// The place of the row's own name among `layoutColumns`.
    var nameCell: Int?
    /// What tells the row from all others, when SQLite compares rows; nil when nothing is known to.
    var identity: RowIdentity?
    var template: NameTemplate?
    /// For each call what the statement says of its rows' names; see ``NameCheck``.
    private(set) var nameConditions: [[[NameCondition]]] = []
    /// Whether rows are looked at for their names.
    private(set) var checksNames = false

    init(
        of resource: String,
        calls: [MethodCall] = [],
        layoutColumns: [String] = [],
        cellIndex: [Int] = []
    ) {
        self.resource = resource
        self.calls = calls
        self.layoutColumns = layoutColumns
        self.cellIndex = cellIndex
    }

    var key: ScanStore.Key {
        ScanStore.Key(resource: resource, calls: calls, columns: layoutColumns)
    }

    /// Works out the calls.
    ///
    /// - Parameters:
    ///   - plan: The plan that SQLite chose.
    ///   - arguments: The values of the plan's arguments.
    ///   - table: The table that is scanned.
    ///   - traits: What the statement tells about its scans.
    /// - Throws: ``QueryError`` when a value cannot be what it is used for.
    init(
        plan: ScanPlan,
        arguments: [FilterArgument],
        of table: ResourceTable,
        _ traits: StatementContext.Traits
    ) throws(QueryError) {
        let resource = table.resource
        guard let method = resource.methods.first(where: { $0.name == plan.method }) else {
            preconditionFailure("the plan names the method \(plan.method) that does not exist")
        }
        self.init(
            of: resource.id,
            cellIndex: Array(repeating: -1, count: resource.columns.count)
        )
        template = resource.nameTemplate.map(NameTemplate.init)
        let template = MethodCall(
            method: method,
            arguments: [:],
            fields: nil,
            pageSize: Self.pageSize(plan, arguments, of: method),
            service: resource.serviceID,
            resource: resource.id
        )
        let values = zip(plan.arguments, arguments).filter { $0.0 != .limit && $0.0 != .offset }
        try chooseCalls(template, Self.combinations(values.map { ($0.0, $0.1.texts) }), resource)
        chooseCells(plan, of: table, calling: method, traits)
        guard traits.pushesDown else { return }
        let fields = FieldMask.mask(
            columns: layoutColumns,
            parts: traits.parts.parts(of: resource),
            of: resource,
            calling: method
        )
        for index in calls.indices { calls[index].fields = fields }
    }

    /// One call for each combination; where names make two of them the same, it is made once.
    private mutating func chooseCalls(
        _ template: MethodCall,
        _ combinations: [[(ScanPlan.Argument, String)]],
        _ resource: Resource
    ) throws(QueryError) {
        var places: [[String: String]: Int] = [:]
        for combination in combinations {
            guard let call = try call(template, with: combination, resource: resource) else {
                continue
            }
            let names = combination.filter { $0.0 == .rowName }.map(\.1)
            guard !names.isEmpty else {
                calls.append(call)
                continue
            }
            let conditions = names.compactMap {
                NameCondition($0, for: call.arguments, self.template)
            }
            if let place = places[call.arguments] {
                let isFree = conditions.isEmpty || nameConditions[place].isEmpty
                nameConditions[place] = isFree ? [] : nameConditions[place] + [conditions]
            } else {
                places[call.arguments] = calls.count
                calls.append(call)
                nameConditions.append(conditions.isEmpty ? [] : [conditions])
            }
        }
        checksNames = nameConditions.contains { !$0.isEmpty } || mayRepeatRows
    }

    /// Whether two of the calls by name may find the same row: their names end alike.
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
        for (index, column) in resource.columns.enumerated() where plan.uses(column: index) {
            cellIndex[index] = layoutColumns.count
            layoutColumns.append(column.name)
        }
        let spelled = Set(template?.parameters ?? [])
        let bound = Set(
            plan.arguments.compactMap { argument -> String? in
                guard case .parameter(let name) = argument else { return nil }
                return name
            }
        )
        let readsName = table.hiddenParameters.enumerated().contains { index, parameter in
            plan.uses(column: resource.columns.count + index) && spelled.contains(parameter.name)
                && !bound.contains(parameter.name)
        }
        // The answer to a look-up shows by its name that it is the row that was asked for.
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

    /// As many rows as LIMIT and OFFSET can use; without them as many as a page may hold.
    private static func pageSize(
        _ plan: ScanPlan,
        _ arguments: [FilterArgument],
        of method: Method
    ) -> Int? {
        guard let pagination = method.pagination, pagination.sizeParameter != nil else {
            return nil
        }
        var wanted: Int?
        var skipped = 0
        for (argument, value) in zip(plan.arguments, arguments) {
            guard case .value(.integer(let number)) = value else { continue }
            if argument == .limit, number >= 0 { wanted = Int(number) }
            if argument == .offset, number > 0 { skipped = Int(number) }
        }
        guard let wanted, wanted < pagination.maximumSize, skipped < pagination.maximumSize else {
            return pagination.maximumSize
        }
        return max(1, min(wanted + skipped, pagination.maximumSize))
    }

    /// Every combination of one value for each argument; none when an argument has no value.
    private static func combinations(
        _ arguments: [(ScanPlan.Argument, [String])]
    ) -> [[(ScanPlan.Argument, String)]] {
        arguments.reduce([[]]) { combinations, argument in
            combinations.flatMap { combination in
                argument.1.map { combination + [(argument.0, $0)] }
            }
        }
    }

    /// The call for one combination; nil when the row's name rules it out.
    ///
    /// What the statement gives goes before what the name spells.
    private func call(
        _ template: MethodCall,
        with combination: [(ScanPlan.Argument, String)],
        resource: Resource
    ) throws(QueryError) -> MethodCall? {
        var call = template
        for case (.parameter(let name), let value) in combination { call.arguments[name] = value }
        guard let name = combination.first(where: { $0.0 == .rowName })?.1 else { return call }
        guard let spelled = self.template?.arguments(from: name) else {
            guard !call.method.requiredParameters.allSatisfy({ call.arguments[$0] != nil }) else {
                return call
            }
            guard call.arguments.isEmpty else { return nil }
            throw QueryError(
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
    /// The values as texts, each once and without NULL, in their order.
    fileprivate var texts: [String] {
        switch self {
        case .value(let value): return value.text.map { [$0] } ?? []
        case .list(let values):
            var seen: Set<String> = []
            return values.compactMap(\.text).filter { seen.insert($0).inserted }
        }
    }
}
