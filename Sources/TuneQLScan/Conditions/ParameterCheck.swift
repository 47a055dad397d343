import TuneQLSQLite
import TuneQLText

/// A condition on a call's parameters; unless it holds, SQLite would drop all of the call's rows.
///
/// A condition that cannot be decided counts as met: a superfluous call loses no row.
struct ParameterCheck {
    enum Kind {
        /// SQLite evaluates the condition.
        case marked(MarkedCondition)
        case comparison(ScanPlan.Check, SQLiteValue)
        /// The values of an IN.
        case membership([SQLiteValue])
    }

    var kind: Kind
    /// The parameters, in the order of the condition's columns.
    var parameters: [String]

    /// The checks among the arguments of a scan; the marks of one condition are joined.
    static func all(_ arguments: some Sequence<(ScanPlan.Argument, FilterArgument)>) -> [Self] {
        var checks: [Self] = []
        var marked: [MarkedCondition: [Int: String]] = [:]
        for case (.check(let check, let name), let value) in arguments {
            switch value {
            case .list(let values):
                checks.append(Self(kind: .membership(values), parameters: [name]))
            case .value(let value) where check == .marked:
                guard let (condition, column) = MarkedCondition.read(value.text ?? "") else {
                    continue
                }
                marked[condition, default: [:]][column] = name
            case .value(let value):
                checks.append(Self(kind: .comparison(check, value), parameters: [name]))
            }
        }
        for (condition, names) in marked where names.count == condition.columnCount {
            let parameters = (0..<condition.columnCount).compactMap { names[$0] }
            guard parameters.count == names.count else { continue }
            checks.append(Self(kind: .marked(condition), parameters: parameters))
        }
        return checks
    }

    /// Whether values of the parameters, in their order, may meet the condition.
    func mayHold(for values: [String], _ conditions: MarkedConditions, _ types: [CellType]) -> Bool
    {
        switch kind {
        case .marked(let condition):
            return conditions.mayHold(condition, for: values, types)
        case .comparison(let check, let right):
            if check == .isNull { return false }
            guard let value = values.first?.comparable(types), let right = right.onlyText else {
                return true
            }
            return check.holds(Array(value.utf8), Array(right.utf8))
        case .membership(let members):
            guard let value = values.first?.comparable(types) else { return true }
            return members.contains { member in
                if case .null = member { return false }
                return member.onlyText.map { $0.utf8.elementsEqual(value.utf8) } ?? true
            }
        }
    }
}

extension ScanPlan.Check {
    /// Whether two texts are in this order, byte by byte.
    fileprivate func holds(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        switch self {
        case .notEqual, .isNot: left != right
        case .less: left.lexicographicallyPrecedes(right)
        case .lessOrEqual: !right.lexicographicallyPrecedes(left)
        case .greater: right.lexicographicallyPrecedes(left)
        case .greaterOrEqual: !left.lexicographicallyPrecedes(right)
        case .isNull: false
        case .marked, .among: true
        }
    }
}

extension String {
    /// The text, if SQLite compares it as text with any operand.
    ///
    /// Text that looks like a number may be compared as a number.
    fileprivate func comparable(_ types: [CellType]) -> String? {
        guard case .plain? = types.first,
            let first = utf8.first(where: { !(0x09...0x0D).contains($0) && $0 != 0x20 })
        else { return nil }
        let isNumeric = first.isDigit || "+-.".utf8.contains(first)
        return isNumeric ? nil : self
    }
}

extension SQLiteValue {
    /// The value, if it is text.
    fileprivate var onlyText: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }
}
