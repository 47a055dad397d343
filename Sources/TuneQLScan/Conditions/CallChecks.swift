import TuneQLCalls
import TuneQLCatalog

/// The conditions on call parameters for one start of a scan.
struct CallChecks {
    private let checks: [ParameterCheck]
    private let types: [String: CellType]
    private let conditions: MarkedConditions
    private let control: StatementControl
    private let store: StatementScans

    init(_ checks: [ParameterCheck], _ table: ResourceTable, _ context: StatementContext) {
        self.checks = checks
        types = checks.isEmpty ? [:] : Self.types(of: table)
        conditions = context.conditions
        control = context.control
        store = context.store
    }

    /// The types in which the parameters' values are compared: those of their columns.
    private static func types(of table: ResourceTable) -> [String: CellType] {
        let hidden = table.hiddenParameters.map { ($0.name, $0.type) }
        let shared = table.sharedColumns.map { ($0.parameter.name, $0.field.type) }
        return Dictionary((hidden + shared).map { ($0, CellType(checked: $1)) }) { first, _ in first
        }
    }

    /// The values of a parameter that meet the conditions on it alone.
    func admitted(_ values: [String], for parameter: String) -> [String] {
        let checks = checks.filter { $0.parameters == [parameter] }
        guard !checks.isEmpty else { return values }
        return values.filter { value in
            checks.allSatisfy { mayHold($0, [parameter: value]) }
        }
    }

    /// Whether the values of a call's parameters may meet all conditions.
    func admits(_ arguments: [String: String]) -> Bool {
        checks.allSatisfy { mayHold($0, arguments) }
    }

    /// Removes the calls whose values do not meet the conditions on several parameters.
    func leaveOut(from calls: inout CallList) throws(ScanError) {
        let checks = checks.filter { $0.parameters.count > 1 }
        guard !checks.isEmpty else { return }
        try calls.filter { (arguments) throws(ScanError) in
            try refuseWhenCancelled()
            return checks.allSatisfy { mayHold($0, arguments) }
        }
    }

    /// Refuses more calls than a scan may make, with the error of the user's limit if there is one.
    func refuseOverBudget() throws(ScanError) {
        do throws(CallError) {
            try store.refuseCalls(moreThan: ScanRequest.maximumCalls)
        } catch {
            // No call has failed: the statement as a whole needs too many.
            var refusal = ScanError(error)
            refusal.call = nil
            throw refusal
        }
    }

    func refuseWhenCancelled() throws(ScanError) {
        if control.isCancelled { throw .cancelled }
    }

    private func mayHold(_ check: ParameterCheck, _ arguments: [String: String]) -> Bool {
        let values = check.parameters.compactMap { arguments[$0] }
        guard values.count == check.parameters.count else { return true }
        return check.mayHold(
            for: values,
            conditions,
            check.parameters.map { types[$0] ?? .json }
        )
    }
}

extension CellType {
    /// The type for comparing a parameter's values.
    ///
    /// Here `json` means neither text nor integer, and is never checked.
    fileprivate init(checked type: FieldType) {
        self =
            switch type {
            case .string, .enumeration: .plain
            case .int64String, .integer: .integer
            default: .json
            }
    }
}
