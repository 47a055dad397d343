/// Clauses: where they start, and how each is laid out.
extension StatementLayout {
    /// The clauses of a range, in order.
    func clauses(in range: Range<Int>, separatedBy separator: Layout) -> Layout {
        let starts = places(in: range) { $0 == range.lowerBound || startsClause($0, in: range) }
        let ends = starts.dropFirst() + [range.upperBound]
        return .sequence(
            zip(starts, ends).enumerated().flatMap { index, bounds -> [Layout] in
                let clause = bounds.0..<bounds.1
                let parts = [
                    leading(clause.lowerBound), .group(self.clause(clause)),
                    trailing(clause.upperBound - 1),
                ]
                return index == 0 ? parts : [separator] + parts
            }
        )
    }

    /// Whether a clause starts at a place.
    func startsClause(_ place: Int, in range: Range<Int>) -> Bool {
        guard let keyword = tokens[place].keyword else { return false }
        let before = place > range.lowerBound ? tokens[place - 1].keyword : nil
        let next = place + 1 < range.upperBound ? tokens[place + 1].keyword : nil
        switch keyword {
        case .select, .where, .having, .limit, .returning, .union, .intersect, .except, .window:
            return true
        case .from: return before != .delete && before != .distinct && place > range.lowerBound
        case .values: return before != .default
        case .group, .order, .partition: return next == .by
        case .on: return next == .conflict
        case .with: return place == range.lowerBound
        case .set: return startsSet(place, in: range)
        case .natural, .left, .right, .full, .inner, .cross, .join:
            return place > range.lowerBound && before?.isJoinWord != true
        case .insert, .replace, .update, .delete:
            let isAfterWith =
                tokens[range.lowerBound].keyword == .with && place > range.lowerBound
                && tokens[place - 1].symbol == .rightParenthesis
            return isAfterWith
        default: return false
        }
    }

    /// Whether a SET is that of an UPDATE, rather than of `ON DELETE SET NULL`.
    private func startsSet(_ place: Int, in range: Range<Int>) -> Bool {
        guard place > range.lowerBound else { return false }
        guard let before = tokens[place - 1].keyword, before == .update || before == .delete,
            place - 2 >= range.lowerBound
        else { return true }
        return tokens[place - 2].keyword != .on
    }

    /// A clause, without the comments before and behind it.
    private func clause(_ range: Range<Int>) -> Layout {
        let body = endOfHead(range)..<range.upperBound
        let head = row(
            range.lowerBound..<body.lowerBound,
            detachesLast: body.isEmpty,
            skipsLeading: true
        )
        guard !body.isEmpty else { return head }
        switch tokens[range.lowerBound].keyword {
        case .select, .group, .order, .partition, .returning, .set, .values, .window, .exec:
            let parts = split(body)
            guard parts.count > 1 else { return .sequence([head, .text(" "), list(parts)]) }
            return .sequence([head, .nest(4, .sequence([.line, list(parts)]))])
        case .from: return .sequence([head, .text(" "), .nest(4, list(split(body)))])
        case .with: return .sequence([head, .text(" "), list(split(body))])
        case .where, .having:
            return .sequence([
                head, .text(" "), conditions(body, indent: 4, detachesLast: true),
            ])
        case let keyword? where keyword.isJoinWord || keyword == .join:
            return .sequence([head, .text(" "), join(body)])
        default: return row(range, detachesLast: true, skipsLeading: true)
        }
    }

    /// Items with their commas, each on a line of its own where the group breaks.
    private func list(_ parts: [Range<Int>]) -> Layout {
        .sequence(
            parts.enumerated().flatMap { index, part -> [Layout] in
                let item = conditions(part, indent: 4, detachesLast: index == parts.count - 1)
                return index == 0
                    ? [.group(item)] : [token(part.lowerBound - 1), .line, .group(item)]
            }
        )
    }

    /// A table and the condition on which it is joined.
    private func join(_ range: Range<Int>) -> Layout {
        let on = places(in: range) { tokens[$0].keyword == .on }.first
        guard let on else { return row(range, detachesLast: true) }
        return .sequence([
            row(range.lowerBound..<on),
            .nest(
                4,
                .sequence([.line, conditions(on..<range.upperBound, indent: 4, detachesLast: true)])
            ),
        ])
    }

    /// The end of the words before the body of a clause.
    private func endOfHead(_ range: Range<Int>) -> Int {
        var end = range.lowerBound + 1
        func skip(_ keywords: Keyword...) {
            guard end < range.upperBound, let next = tokens[end].keyword else { return }
            if keywords.contains(next) { end += 1 }
        }
        switch tokens[range.lowerBound].keyword {
        case .select: skip(.distinct, .all)
        case .group, .order, .partition: skip(.by)
        case .with: skip(.recursive)
        case .exec: end = startOfAssignments(range)
        case let keyword? where keyword.isJoinWord:
            while end < range.upperBound, tokens[end].keyword?.isJoinWord == true { end += 1 }
            skip(.join)
        default: break
        }
        return end
    }

    /// The place of the first `@name` of an EXEC; the end where there is none.
    private func startOfAssignments(_ range: Range<Int>) -> Int {
        range.first { tokens[$0].token.kind == .variable } ?? range.upperBound
    }
}
