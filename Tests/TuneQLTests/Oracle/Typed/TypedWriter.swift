import TestSupport

/// Writes random SELECTs over times, numbers and truth values, wherever those may stand.
struct TypedWriter {
    var random: SplitMix64
    var commonTables: [Fragment] = []
    var definitions: [TypedSelect.Definition] = []
    /// Whether a view or copy is being written, which cannot have variables, nor JSON made of truth.
    var isDefining = false
    private var names = 0

    init(random: SplitMix64) {
        self.random = random
    }

    mutating func chance(_ percent: Int) -> Bool { random.chance(percent) }
    mutating func pick<T>(_ values: [T]) -> T { random.pick(values) }
    mutating func number(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    /// A name that nothing else in the statement has.
    mutating func name(_ prefix: String) -> String {
        names += 1
        return "\(prefix)\(names)"
    }

    /// A type that the scope has, times more often than others.
    mutating func type(in scope: TypedScope) -> ValueType {
        let types: [ValueType] = [
            .time, .time, .time, .time, .integer, .integer, .real, .truth, .truth, .text,
        ]
        let known = types.filter { scope.has($0) }
        return known.isEmpty ? .integer : pick(known)
    }
}

/// Literals.
extension TypedWriter {
    /// A constant beside a value of the type.
    ///
    /// - Parameters:
    ///   - type: A scalar type.
    ///   - neighbours: What it is compared with; nothing for an argument of a function.
    /// - Returns: The constant in both dialects; beside columns now and then a text that spells it.
    mutating func literal(_ type: ValueType, beside neighbours: [Fragment] = []) -> Fragment {
        let isOperand = !neighbours.isEmpty
        let mayBeText = isOperand && neighbours.allSatisfy(\.isDeclared)
        switch type {
        case .time: return time(isOperand: isOperand)
        case .integer:
            let digits = "\(pick(RandomRun.integers))"
            return mayBeText && chance(40)
                ? Fragment(ours: "'\(digits)'", plain: digits) : "\(digits)"
        case .real:
            let digits = pick(["-1.5", "0.5", "2.5", "9.0", "10.0", "1e1"])
            return mayBeText && chance(40)
                ? Fragment(ours: "'\(digits)'", plain: digits) : "\(digits)"
        case .truth: return pick(["true", "false"])
        case .text, .plan, .step: return "'\(pick(RandomRun.words))'"
        }
    }

    private mutating func time(isOperand: Bool) -> Fragment {
        let index = number(Moment.all.count)
        let moment = Moment.all[index]
        let plain = "'\(moment.normalized)'"
        if !isDefining, chance(10) { return Fragment(ours: ":moment\(index)", plain: plain) }
        let text = moment.typed(&random)
        guard isOperand, moment.nanoseconds == 0, chance(15) else {
            return Fragment(ours: "'\(text)'", plain: plain)
        }
        let (date, time) = InstantText.parts(of: moment.seconds)
        let ours = pick([
            "datetime('\(date) \(time)')", "strftime('%Y-%m-%dT%H:%M:%SZ', '\(date)T\(time)')",
            "replace('\(date)T\(time)Z', 'Z', '+00:00')", "'\(date)' || ' \(time)'",
            "datetime('\(date)T\(time)', '-1 hour', '+60 minutes')",
        ])
        return Fragment(ours: ours, plain: plain)
    }
}
