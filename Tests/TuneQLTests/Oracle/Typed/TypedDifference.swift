import TuneQL

/// How an answer is not the expected one.
struct TypedDifference: CustomStringConvertible {
    var text: String
    var isError: Bool
    /// Whether a parameter is missing, which plain tables cannot know.
    var isRefusal = false

    var description: String { text }

    /// Whether it is likely to have the same cause.
    func isSame(as other: TypedDifference) -> Bool {
        isError == other.isError && (!isError || text.prefix(16) == other.text.prefix(16))
    }
}

extension TypedOracleWorld {
    /// A smaller statement that is wrong in the same way, where only the statement decides the rows.
    func shrunk(
        _ select: TypedSelect,
        _ found: TypedDifference,
        in session: Session
    ) async -> (select: TypedSelect, difference: TypedDifference) {
        var last = found
        let small = await select.shrunk { candidate in
            guard let expected = try? expected(candidate),
                isDetermined(candidate, by: expected),
                let other = await difference(of: candidate, from: expected, in: session),
                other.isSame(as: found)
            else { return false }
            last = other
            return true
        }
        return (small, last)
    }

    /// What is wrong with a session's answer; nil when it is the expected one.
    func difference(
        of select: TypedSelect,
        from expected: [String],
        in session: Session
    ) async -> TypedDifference? {
        do {
            let actual = try await actual(select, in: session)
            let isRight =
                select.isOrdered ? actual == expected : actual.sorted() == expected.sorted()
            if isRight { return nil }
            return TypedDifference(
                text: select.isOrdered
                    ? Self.firstDifference(actual, expected)
                    : Self.firstDifference(actual.sorted(), expected.sorted()),
                isError: false
            )
        } catch let error as QueryError {
            var difference = TypedDifference(text: error.message, isError: true)
            difference.isRefusal = error.code == .missingParameter
            return difference
        } catch {
            return TypedDifference(text: "\(error)", isError: true)
        }
    }

    private static func firstDifference(_ actual: [String], _ expected: [String]) -> String {
        let count = min(actual.count, expected.count)
        let place = (0..<count).first { actual[$0] != expected[$0] } ?? count
        let rows = [actual, expected].map { rows in
            place < rows.count ? String(rows[place].prefix(200)) : "nothing"
        }
        return "\(actual.count) rows, not \(expected.count); row \(place) is \(rows[0]), "
            + "not \(rows[1])"
    }
}
