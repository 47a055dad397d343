package import TuneQLCatalog
package import TuneQLSQLite
import TuneQLText

/// A resource as a virtual table: its columns, then its parameters as hidden columns.
///
/// A parameter that has the name of a column is that column; the rows' own values of such columns
/// are hidden columns at the end. See ``SharedColumn``.
package final class ResourceTable: VirtualTable {
    let resource: Resource
    /// The types of the resource's columns.
    let cellTypes: [CellType]
    /// The parameters that are hidden columns, in order.
    let hiddenParameters: [Parameter]
    /// The columns that are also parameters.
    let sharedColumns: [SharedColumn]
    /// The position of the first column with a row's own value.
    let firstOwnColumn: Int
    private let current: CurrentStatement
    /// The parameters by column number.
    private let parameterNames: [Int: String]
    private let nameColumn: Int?
    /// The parameters that even the least specific method needs: the location of the rows.
    private let parentParameters: Set<String>
    /// The parameters that the names of rows spell.
    private let spelledParameters: Set<String>
    /// The parameters that only a call gives a value: rows have another one, or none.
    private let parametersOfCalls: Set<String>

    /// The table of a resource, whose scans belong to the current statement.
    package init(_ resource: Resource, _ current: CurrentStatement) {
        self.resource = resource
        cellTypes = resource.columns.map { CellType($0.type) }
        self.current = current
        let columns = Set(resource.columns.map { $0.name.lowercased() })
        hiddenParameters = resource.parameters.filter { !columns.contains($0.name.lowercased()) }
        sharedColumns = resource.sharedColumns
        firstOwnColumn = resource.columns.count + hiddenParameters.count
        var names: [Int: String] = [:]
        for column in sharedColumns { names[column.place] = column.parameter.name }
        for (index, parameter) in hiddenParameters.enumerated() {
            names[resource.columns.count + index] = parameter.name
        }
        parameterNames = names
        let required = resource.methods(for: .select).map(\.requiredParameters)
        parentParameters = Set(required.min { $0.count < $1.count } ?? [])
        spelledParameters = Set(resource.nameTemplate.map { NameTemplate($0).parameters } ?? [])
        parametersOfCalls = Set(
            (sharedColumns.map(\.parameter) + resource.unspelledParameters).map(\.name)
        )
        nameColumn =
            resource.nameTemplate == nil
            ? nil : resource.columns.firstIndex { $0.name == resource.nameColumn }
    }

    package var declaration: String {
        let columns =
            isUnreadable ? ["\"nothing\""] : resource.columns.map(DeclaredType.declaration)
        let hidden = hiddenParameters.map {
            "\($0.name.quotedAsName) \(DeclaredType.of($0.type)) HIDDEN"
        }
        let own = sharedColumns.map { DeclaredType.declaration(of: $0) }
        return "CREATE TABLE resource(\((columns + hidden + own).joined(separator: ", ")))"
    }

    /// Whether no method reads the resource, so that it has no columns; SQLite needs one.
    private var isUnreadable: Bool { resource.columns.isEmpty && resource.parameters.isEmpty }

    package func makeCursor() -> any VirtualCursor {
        guard let context = current.context else {
            preconditionFailure("a scan starts outside of a statement")
        }
        return ResourceCursor(table: self, context: context)
    }
}

// MARK: - Planning

extension ResourceTable {
    package func plan(for request: PlanRequest) -> Plan? {
        current.context?.record(columnsUsed: request.columnsUsed, of: resource.id)
        let usable = conditions(of: request) { $0.isUsable }
        do {
            let selection = try selection(boundBy: usable, for: request)
            recordUnsent(request)
            return plan(selection, with: usable, for: request)
        } catch {
            let all = conditions(of: request) { _ in true }
            let isCircular = (try? selection(boundBy: all, for: request)) != nil
            current.context?.refusals.append(
                StatementContext.Refusal(resource: resource, error: error, isCircular: isCircular)
            )
            return nil
        }
    }

    /// Whether a parameter's value comes from a table that would be read later.
    ///
    /// Its column would be the row's own value, or NULL, and the result another one than where that
    /// table is read first. So this plan is for tables alone that get values from each other.
    private func awaitsParameter(
        beside usable: [ScanPlan.Argument: Int],
        for request: PlanRequest
    ) -> Bool {
        let all = conditions(of: request) { _ in true }
        guard all.count > usable.count, let whole = try? selection(boundBy: all, for: request)
        else { return false }
        return whole.arguments.contains { name in
            all[.parameter(name)] != nil && usable[.parameter(name)] == nil
                && parametersOfCalls.contains(name)
        }
    }

    /// Records a condition on a parameter that has no value, also where a view hides it.
    private func recordUnsent(_ request: PlanRequest) {
        for constraint in request.constraints where constraint.operation.needsValue {
            guard let name = parameterNames[constraint.column],
                resource.unspelledParameters.contains(where: { $0.name == name }),
                !request.constraints.contains(where: {
                    $0.column == constraint.column && [.equal, .is].contains($0.operation)
                })
            else { continue }
            current.context?.unsent = .init(name: name, resource: resource)
        }
    }

    /// The conditions that bind a parameter or the row's name; a single value precedes a list.
    private func conditions(
        of request: PlanRequest,
        where isWanted: (PlanConstraint) -> Bool
    ) -> [ScanPlan.Argument: Int] {
        var conditions: [ScanPlan.Argument: Int] = [:]
        for (index, constraint) in request.constraints.enumerated()
        where isWanted(constraint) && comparesAsSent(constraint) {
            guard constraint.operation == .equal || constraint.operation == .is,
                let argument = argument(forColumn: constraint.column)
            else { continue }
            if let other = conditions[argument], !request.constraints[other].isList { continue }
            conditions[argument] = index
        }
        return conditions
    }

    /// Whether the value that is sent is equal to itself alone, or to other spellings of its time.
    private func comparesAsSent(_ constraint: PlanConstraint) -> Bool {
        constraint.collation == "BINARY"
            || constraint.collation == Chronology.collationName
                && parameterNames[constraint.column] != nil
    }

    private func argument(forColumn column: Int) -> ScanPlan.Argument? {
        if let name = parameterNames[column] { return .parameter(name) }
        return column == nameColumn && column >= 0 ? .rowName : nil
    }

    /// The method for the bound names; the row's name binds the parameters that it spells.
    ///
    /// A name may spell the project by its number. Where rows leave a subquery or view with
    /// that number, conditions on the project would not hold, and no plan sees these conditions.
    private func selection(
        boundBy conditions: [ScanPlan.Argument: Int],
        for request: PlanRequest
    ) throws(MissingParameters) -> MethodSelection {
        let selection = try selection(boundBy: conditions)
        guard current.context?.traits.mayHideConditions ?? true,
            showsParent(spelledBy: selection, in: request)
        else { return selection }
        return try self.selection(boundBy: conditions.filter { $0.key != .rowName })
    }

    /// Whether a parameter for the location of the rows is read, and only their name spells it.
    private func showsParent(spelledBy selection: MethodSelection, in request: PlanRequest) -> Bool
    {
        let spelled = parentParameters.intersection(selection.parametersFromName)
        return parameterNames.contains { column, name in
            spelled.contains(name) && request.columnsUsed & 1 << UInt64(min(column, 63)) != 0
        }
    }

    private func selection(
        boundBy conditions: [ScanPlan.Argument: Int]
    ) throws(MissingParameters) -> MethodSelection {
        let names = conditions.keys.compactMap { argument in
            switch argument {
            case .parameter(let name): name
            case .rowName: resource.nameColumn
            case .limit, .offset, .check: nil
            }
        }
        return try resource.selection(for: .select, bound: names)
    }

    private func plan(
        _ selection: MethodSelection,
        with conditions: [ScanPlan.Argument: Int],
        for request: PlanRequest
    ) -> Plan {
        let method = selection.method
        let bound = selection.arguments.compactMap { name in
            conditions[.parameter(name)].map { (ScanPlan.Argument.parameter(name), $0) }
        }
        var uses = bound
        uses += nameConditions(of: request, for: selection).map { (.rowName, $0) }
        let pushesDown = current.context?.traits.pushesDown ?? true
        if pushesDown {
            uses += checks(of: request, beside: Set(uses.map(\.1)))
            uses += limits(of: request, beside: Set(uses.map(\.1)))
        }
        shareNameColumn(of: uses.map(\.0), request, method)

        let arguments = uses.map { argument, index in
            Plan.Argument(
                constraint: index,
                // Two names may denote one row: the cursor needs the whole list to see both.
                // An array is sent whole, which means something else than its values one by one.
                asList: (pushesDown || argument == .rowName || method.takesList(argument))
                    && request.constraints[index].isList,
                // The service may respond with the project's number where the name had its id: the
                // cursor compares.
                isExact: argument == .rowName || method.takesList(argument)
                    || request.constraints[index].operation == .mark
            )
        }
        var scan = ScanPlan(
            method: resource.distinctName(of: method),
            arguments: uses.map(\.0),
            columnsUsed: request.columnsUsed
        )
        current.context?.number(&scan, of: resource.id)
        let isList = method.rows.isList
        let isMany = zip(uses, arguments).contains { ScanPlan.choosesCalls($0.0) && $1.asList }
        let factor: Double = isMany ? 8 : 1
        // A name alone is the last resort: it may spell the project by its number, and conditions
        // on the project, which another plan could have bound, would not hold on the rows.
        let isLastResort = !parentParameters.isDisjoint(with: selection.parametersFromName)
        let base: Double = isLastResort ? 1e9 : isList ? 100_000 : 500
        let cost = awaitsParameter(beside: conditions, for: request) ? base * 1e9 : base
        return Plan(
            arguments: arguments,
            text: scan.text,
            cost: cost * factor,
            rows: isList ? 1000 : Int64(factor)
        )
    }

    /// All conditions on the row's name, if it spells parameters or is looked up by them; a single
    /// value precedes a list.
    private func nameConditions(
        of request: PlanRequest,
        for selection: MethodSelection
    ) -> [Int] {
        let isNeeded = !selection.parametersFromName.isEmpty
        guard isNeeded || !selection.method.rows.isList else { return [] }
        let names = request.constraints.indices.filter { index in
            let constraint = request.constraints[index]
            guard constraint.isUsable, constraint.collation == "BINARY",
                argument(forColumn: constraint.column) == .rowName
            else { return false }
            // A row that is looked up by its parameters may lack the name, which IS NULL matches.
            return constraint.operation == .equal || isNeeded && constraint.operation == .is
        }
        return names.filter { !request.constraints[$0].isList }
            + names.filter { request.constraints[$0].isList }
    }

    /// The conditions on parameters that bind nothing; calls that fail them are not made.
    private func checks(
        of request: PlanRequest,
        beside used: Set<Int>
    ) -> [(ScanPlan.Argument, Int)] {
        let found = request.constraints.indices.compactMap { index in
            let constraint = request.constraints[index]
            guard !used.contains(index), constraint.isUsable, constraint.collation == "BINARY",
                let name = parameterNames[constraint.column],
                let check = ScanPlan.Check(constraint)
            else { return (ScanPlan.Argument, Int)?.none }
            return (.check(check, name), index)
        }
        return Array(found.prefix(Self.maximumChecks))
    }

    /// SQLite passes whole lists only among the first 32 arguments.
    private static let maximumChecks = 16

    /// Makes all scans of the resource read row names if one does, so that they share calls.
    private func shareNameColumn(
        of arguments: [ScanPlan.Argument],
        _ request: PlanRequest,
        _ method: Method
    ) {
        guard let nameColumn else { return }
        let readsSpelled = hiddenParameters.enumerated().contains { place, parameter in
            let column = UInt64(min(resource.columns.count + place, 63))
            return spelledParameters.contains(parameter.name)
                && request.columnsUsed & 1 << column != 0
                && !arguments.contains(.parameter(parameter.name))
        }
        guard readsSpelled || arguments.contains(.rowName) || method.rowName != nil else { return }
        current.context?.record(columnsUsed: 1 << UInt64(min(nameColumn, 63)), of: resource.id)
    }

    /// LIMIT and OFFSET, when nothing can drop or reorder rows after the scan.
    ///
    /// SQLite 3.40 offers them even beside conditions that it evaluates itself.
    private func limits(
        of request: PlanRequest,
        beside used: Set<Int>
    ) -> [(ScanPlan.Argument, Int)] {
        guard request.orderingTerms == 0, current.context?.traits.pushesLimits ?? true else {
            return []
        }
        var limits: [(ScanPlan.Argument, Int)] = []
        for (index, constraint) in request.constraints.enumerated() {
            switch constraint.operation {
            case .limit where constraint.isUsable: limits.append((.limit, index))
            case .offset where constraint.isUsable: limits.append((.offset, index))
            case .equal where used.contains(index), .is where used.contains(index),
                .mark where used.contains(index):
                continue
            default: return []
            }
        }
        return limits.contains { $0.0 == .limit } ? limits : []
    }
}

extension PlanConstraint.Operation {
    /// Whether the condition never holds for NULL.
    fileprivate var needsValue: Bool {
        switch self {
        case .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isNotNull, .other: true
        case .equal, .is, .isNot, .isNull, .limit, .offset, .mark: false
        }
    }
}

extension ScanPlan.Check {
    /// The check that a condition on a parameter means; nil if it means none.
    fileprivate init?(_ constraint: PlanConstraint) {
        switch constraint.operation {
        case .equal where constraint.isList: self = .among
        case .notEqual: self = .notEqual
        case .isNot: self = .isNot
        case .isNull: self = .isNull
        case .less: self = .less
        case .lessOrEqual: self = .lessOrEqual
        case .greater: self = .greater
        case .greaterOrEqual: self = .greaterOrEqual
        case .mark: self = .marked
        case .equal, .is, .isNotNull, .limit, .offset, .other: return nil
        }
    }
}
