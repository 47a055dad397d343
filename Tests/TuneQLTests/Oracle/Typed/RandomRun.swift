import TestSupport
import TuneQLJSON
import TuneQLSQLite

/// A row of the resource: as JSON in one of its spellings, and as the values of comparable columns.
struct RandomRun {
    static let words = [
        "alpha", "Alpha", "beta", "10", "9", "2026-05-31", "", "true", "null", "x,y",
    ]
    static let integers = [-3, 0, 1, 2, 3, 5, 9, 10, 11, 25, 100, 1000, 9_007_199_254_740_993]
    static let reals = [
        "-1.5", "0", "0.5", "1", "2", "2.0", "2.5", "2.50", "25e-1", "9", "10.0", "1e1",
    ]

    private(set) var json: JSONValue
    private(set) var columns: [(name: String, value: SQLiteValue)]

    init(_ run: String, on bench: String, _ random: inout SplitMix64) {
        var members = [JSONMember(name: "run", value: .string(run))]
        columns = [("benchesId", .text(bench)), ("run", .text(run))]
        json = .null
        for column in Relation.runs.dropFirst() {
            let value =
                column.name == "stamp"
                ? stamp(&random) : value(column.type, column.name, [column.name], &random)
            if let value { members.append(JSONMember(name: column.name, value: value)) }
        }
        json = .object(JSONObject(members))
    }

    /// A text that looks like a time and is none for the schema.
    private mutating func stamp(_ random: inout SplitMix64) -> JSONValue? {
        let moment = random.pick(Moment.all)
        let text = random.chance(20) ? nil : moment.spelling(&random)
        columns.append(("stamp", text.map { .text($0) } ?? .null))
        columns.append(("stamp_t", text == nil ? .null : .text(moment.normalized)))
        return text.map { .string($0) }
    }

    /// A value at a path, noted as a column; nil leaves the member out.
    private mutating func value(
        _ type: ValueType,
        _ name: String,
        _ path: [String],
        _ random: inout SplitMix64
    ) -> JSONValue? {
        guard type.isScalar else {
            guard !random.chance(12) else {
                for member in type.members where member.type.isScalar {
                    columns.append(((path + member.path).joined(separator: "_"), .null))
                }
                return nil
            }
            let members = type.fields.compactMap { field in
                value(field.type, field.name, path + [field.name], &random).map {
                    JSONMember(name: field.name, value: $0)
                }
            }
            return .object(JSONObject(members))
        }
        let (json, plain) =
            random.chance(18)
            ? (random.pick([nil, .null]), .null) : scalar(type, name, &random)
        columns.append((path.joined(separator: "_"), plain))
        return json
    }

    private func scalar(
        _ type: ValueType,
        _ name: String,
        _ random: inout SplitMix64
    ) -> (JSONValue?, SQLiteValue) {
        switch type {
        case .time:
            let moment = random.pick(Moment.all)
            return (.string(moment.spelling(&random)), .text(moment.normalized))
        case .integer:
            let value = random.pick(Self.integers)
            let isText = ["size", "hours", "bytes"].contains(name) && random.chance(75)
            return (isText ? .string("\(value)") : .number("\(value)"), .integer(Int64(value)))
        case .real:
            let digits = random.pick(Self.reals)
            return (.number(digits), .real(Double(digits) ?? 0))
        case .truth:
            let value = random.chance(50)
            return (.bool(value), .integer(value ? 1 : 0))
        case .text, .plan, .step:
            let word = random.pick(Self.words)
            return (.string(word), .text(word))
        }
    }
}
