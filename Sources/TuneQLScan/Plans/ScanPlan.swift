import TuneQLText

/// The plan that SQLite chose for a scan, which passes through SQLite as text.
///
/// `EXPLAIN QUERY PLAN` shows the text: `list projectsId locationsId :limit #3`.
package struct ScanPlan: Hashable {
    /// The meaning of one of the scan's arguments.
    package enum Argument: Hashable {
        case parameter(String)
        /// The whole name of a row, which spells several parameters.
        case rowName
        case limit
        case offset
        /// A condition on a parameter, checked before a call is made.
        case check(Check, String)
    }

    /// The operator of such a condition.
    package enum Check: String, CaseIterable {
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

    /// The distinct name of the method that is called; see `Resource.distinctName(of:)`.
    package var method: String
    /// The meanings of the scan's arguments, in their order.
    package var arguments: [Argument]
    /// Bit n stands for column n; bit 63 for all columns from 63 on.
    package var columnsUsed: UInt64
    /// Distinguishes plans that are equal otherwise; set only for EXPLAIN.
    package var number: Int?

    /// Makes a plan.
    package init(method: String, arguments: [Argument], columnsUsed: UInt64) {
        self.method = method
        self.arguments = arguments
        self.columnsUsed = columnsUsed
    }

    /// The plan as SQLite carries it.
    package var text: String {
        let words = arguments.map { argument in
            switch argument {
            case .parameter(let name): Self.word(name)
            case .rowName: ":name"
            case .limit: ":limit"
            case .offset: ":offset"
            case .check(let check, let name): ":\(check.rawValue)(\(Self.word(name)))"
            }
        }
        let numbers = number.map { ["@\($0)"] } ?? []
        return ([Self.word(method)] + words + numbers + ["#" + String(columnsUsed, radix: 16)])
            .joined(
                separator: " "
            )
    }

    /// Reads the text of a plan.
    package init(text: String) {
        var words = text.split(separator: " ").map(String.init)
        columnsUsed = words.popLast().flatMap { UInt64($0.dropFirst(), radix: 16) } ?? .max
        method = words.isEmpty ? "" : Self.name(words.removeFirst())
        if let last = words.last, last.hasPrefix("@") {
            number = Int(words.removeLast().dropFirst())
        }
        arguments = words.map { word in
            switch word {
            case ":name": .rowName
            case ":limit": .limit
            case ":offset": .offset
            default: Self.check(word) ?? .parameter(Self.name(word))
            }
        }
    }

    private static func check(_ word: String) -> Argument? {
        guard word.hasPrefix(":"), word.hasSuffix(")"), let open = word.firstIndex(of: "("),
            let check = Check(rawValue: String(word[..<open].dropFirst()))
        else { return nil }
        return .check(check, name(String(word[open...].dropFirst().dropLast())))
    }

    /// A name as a single word that nothing else in a plan looks like.
    private static func word(_ name: String) -> String {
        let isPlain = name.utf8.first.map { !":@".utf8.contains($0) } ?? true
        return isPlain && name.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "%") }
            ? name : PercentEncoding.encode(name)
    }

    private static func name(_ word: String) -> String {
        word.utf8.contains(UInt8(ascii: "%")) ? PercentEncoding.decode(word) : word
    }

    /// Whether an argument determines the calls.
    package static func choosesCalls(_ argument: Argument) -> Bool {
        switch argument {
        case .parameter, .rowName: true
        case .limit, .offset, .check: false
        }
    }

    /// Whether the scan reads the column of the table at a position.
    package func uses(column: Int) -> Bool {
        columnsUsed & 1 << UInt64(min(column, 63)) != 0
    }
}
