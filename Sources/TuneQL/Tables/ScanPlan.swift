/// What a scan has to know of the plan that SQLite chose: it travels as text through SQLite.
///
/// The text reads well in `EXPLAIN QUERY PLAN`: `list projectsId locationsId :limit #3`.
struct ScanPlan: Hashable {
    /// What one of the scan's arguments means.
    enum Argument: Hashable {
        case parameter(String)
        /// The whole name of a row, which spells several parameters.
        case rowName
        case limit
        case offset
        /// A condition on a parameter, looked at before a call is made.
        case check(Check, String)
    }

    /// What such a condition asks.
    enum Check: String, CaseIterable {
        case notEqual = "<>"
        case isNot = "is-not"
        case isNull = "is-null"
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case among = "in"
        /// The text of a mark; see ``MarkedCondition``.
        case marked = "if"
    }

    var method: String
    var arguments: [Argument]
    /// Bit n stands for column n; bit 63 for all columns from 63 on.
    var columnsUsed: UInt64
    /// Tells plans apart that are alike otherwise; only EXPLAIN has to.
    var number: Int?

    init(method: String, arguments: [Argument], columnsUsed: UInt64) {
        self.method = method
        self.arguments = arguments
        self.columnsUsed = columnsUsed
    }

    var text: String {
        let words = arguments.map { argument in
            switch argument {
            case .parameter(let name): name
            case .rowName: ":name"
            case .limit: ":limit"
            case .offset: ":offset"
            case .check(let check, let name): ":\(check.rawValue)(\(name))"
            }
        }
        let numbers = number.map { ["@\($0)"] } ?? []
        return ([method] + words + numbers + ["#" + String(columnsUsed, radix: 16)]).joined(
            separator: " "
        )
    }

    init(text: String) {
        var words = text.split(separator: " ").map(String.init)
        columnsUsed = words.popLast().flatMap { UInt64($0.dropFirst(), radix: 16) } ?? .max
        method = words.isEmpty ? "" : words.removeFirst()
        if let last = words.last, last.hasPrefix("@") {
            number = Int(words.removeLast().dropFirst())
        }
        arguments = words.map { word in
            switch word {
            case ":name": .rowName
            case ":limit": .limit
            case ":offset": .offset
            default: Self.check(word) ?? .parameter(word)
            }
        }
    }

    private static func check(_ word: String) -> Argument? {
        guard word.hasPrefix(":"), word.hasSuffix(")"), let open = word.firstIndex(of: "("),
            let check = Check(rawValue: String(word[..<open].dropFirst()))
        else { return nil }
        return .check(check, String(word[open...].dropFirst().dropLast()))
    }

    /// Whether an argument decides which calls there are.
    static func choosesCalls(_ argument: Argument) -> Bool {
        switch argument {
        case .parameter, .rowName: true
        case .limit, .offset, .check: false
        }
    }

    func uses(column: Int) -> Bool {
        columnsUsed & 1 << UInt64(min(column, 63)) != 0
    }
}
