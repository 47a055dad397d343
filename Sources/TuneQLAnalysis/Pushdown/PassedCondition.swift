import TuneQLText

/// A condition on one column whose other side is known before any row is read.
struct PassedCondition: Hashable {
    /// The column's name.
    var column: String
    /// The test after the column: `= 'x'` or `IN ('x', 'y')`.
    var test: String

    /// The condition on an expression for the column.
    func sql(on column: String) -> String { "\(column) \(test)" }
}

/// A column of a member of a FROM.
struct MemberColumn: Hashable {
    /// The member's position in the FROM.
    var member: Int
    /// The name, in lowercase.
    var name: String

    init(_ member: Int, _ name: String) {
        self.member = member
        self.name = name.asciiLowercased
    }
}

/// The conditions on columns of a FROM's members that hold on all rows that can reach the result.
struct KnownConditions {
    private(set) var tests: [MemberColumn: [String]] = [:]

    /// Records a test; false when it is known already.
    mutating func add(_ test: String, on column: MemberColumn) -> Bool {
        guard tests[column]?.contains(test) != true else { return false }
        tests[column, default: []].append(test)
        return true
    }

    /// The conditions on a member's columns, in a fixed order.
    func conditions(on member: Int) -> [PassedCondition] {
        tests.filter { $0.key.member == member }.sorted { $0.key.name < $1.key.name }
            .flatMap { column, tests in
                tests.map { PassedCondition(column: column.name, test: $0) }
            }
    }

    /// Whether a condition on a member is known, so that the member is part of every result row.
    func isNeeded(_ member: Int) -> Bool { tests.keys.contains { $0.member == member } }
}
