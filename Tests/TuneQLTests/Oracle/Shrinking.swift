import TuneQL

extension RandomSelect {
    /// A shorter statement that still differs, found by leaving parts out.
    func shrunk(differingIn session: Session, of world: OracleWorld) async -> RandomSelect {
        var smallest = self
        // A part of ORDER BY may be what made the order total: only multisets are compared.
        smallest.isOrdered = false
        guard await smallest.differs(in: session, of: world) else { return self }
        var attempts = 0
        var isShorter = true
        while isShorter, attempts < 500 {
            isShorter = false
            for candidate in smallest.shorter where attempts < 500 {
                attempts += 1
                guard await candidate.differs(in: session, of: world) else { continue }
                smallest = candidate
                isShorter = true
                break
            }
        }
        return smallest
    }

    /// Whether both answer, and differently.
    private func differs(in session: Session, of world: OracleWorld) async -> Bool {
        guard let expectation = try? await Expectation(self, in: world) else { return false }
        guard case .differs(let what) = await expectation.outcome(self, session, in: world) else {
            return false
        }
        return what.contains(" rows, not ")
    }

    /// The statement without one of its parts, the longest parts first.
    private var shorter: [RandomSelect] {
        var candidates: [RandomSelect] = []
        if !limit.isEmpty { candidates.append(RandomSelect(sql: sql, isOrdered: false, limit: "")) }
        let bytes = Array(sql.utf8)
        var cuts: [Range<Int>] = []
        for separator in [" AND ", " OR ", ", ", " ORDER BY ", " LEFT JOIN ", " JOIN ", " UNION "] {
            for start in bytes.indices where bytes[start...].starts(with: separator.utf8) {
                let end = Self.end(of: start + separator.utf8.count, in: bytes)
                cuts.append(start..<end)
                // And what stands before the separator, back to an opening bracket or WHERE.
                if let before = Self.start(before: start, in: bytes) {
                    cuts.append(before..<start + separator.utf8.count)
                }
            }
        }
        cuts.sort { $0.count > $1.count }
        return candidates
            + cuts.map { cut in
                let rest = String(
                    decoding: bytes[..<cut.lowerBound] + bytes[cut.upperBound...],
                    as: UTF8.self
                )
                return RandomSelect(sql: rest, isOrdered: false, limit: limit)
            }
    }

    /// Where a part ends: at the next separator or the closing bracket of its own depth.
    private static func end(of start: Int, in bytes: [UInt8]) -> Int {
        let stops = [" AND ", " OR ", ", ", " ORDER BY ", " GROUP BY ", " WHERE ", " UNION "]
        var depth = 0
        for index in start..<bytes.count {
            if bytes[index] == UInt8(ascii: "(") { depth += 1 }
            if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
            if depth < 0 { return index }
            let rest = bytes[index...]
            if depth == 0, stops.contains(where: { rest.starts(with: $0.utf8) }) { return index }
        }
        return bytes.count
    }

    /// Where the part before a place starts.
    private static func start(before place: Int, in bytes: [UInt8]) -> Int? {
        var depth = 0
        for index in stride(from: place - 1, to: 0, by: -1) {
            if bytes[index] == UInt8(ascii: ")") { depth += 1 }
            if bytes[index] == UInt8(ascii: "(") { depth -= 1 }
            if depth < 0 { return index + 1 }
            guard depth == 0 else { continue }
            for word in ["WHERE ", "SELECT ", " AND ", " ON "]
            where bytes[..<(index + 1)].suffix(word.utf8.count).elementsEqual(word.utf8) {
                return index + 1
            }
        }
        return nil
    }
}
