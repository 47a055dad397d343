import TestSupport

/// A random condition of ANDs and ORs over instances whose zone is a parameter and a column.
struct RandomAlternatives {
    private(set) var sql: String
    /// The values of its variables.
    private(set) var values: [String] = []

    init(_ random: inout SplitMix64) {
        sql = ""
        sql = condition(depth: 3, &random)
    }

    private mutating func condition(depth: Int, _ random: inout SplitMix64) -> String {
        guard depth > 0, !random.chance(20) else { return comparison(&random) }
        let word = depth == 3 || random.chance(50) ? "OR" : "AND"
        let count = Int.random(in: 2...3, using: &random)
        let sides = (0..<count).map { _ in condition(depth: depth - 1, &random) }
        return "(" + sides.joined(separator: " \(word) ") + ")"
    }

    private mutating func comparison(_ random: inout SplitMix64) -> String {
        switch Int.random(in: 0..<8, using: &random) {
        case 0...3: "zone = \(value(Self.zones, &random))"
        case 4:
            "zone IN (\(value(Self.zones, &random)), \(value(Self.zones, &random)))"
        case 5: "name = \(value(["i1", "i2", "i3"], &random))"
        case 6: "size \(random.pick(["=", ">", "<>"])) \(Int.random(in: 1...3, using: &random))"
        default: "name \(random.pick(["LIKE", "NOT LIKE"])) '%\(random.pick(["1", "2", "3"]))'"
        }
    }

    static let zones = ["a", "b", "c", "nowhere"]

    private mutating func value(_ texts: [String], _ random: inout SplitMix64) -> String {
        let text = random.pick(texts)
        guard random.chance(30) else { return "'\(text)'" }
        values.append(text)
        return "?"
    }
}
