/// The layout of a statement: its clauses on lines of their own, unless it fits on one line.
struct StatementLayout {
    let tokens: [LayoutToken]
    /// The results whose text names a column, by the places of their first tokens: written as they
    /// are.
    let kept: [Int: (end: Int, text: String)]
    /// For each opening parenthesis the place of the closing one, and for each CASE that of its END.
    let closings: [Int: Int]
    /// Whether its clauses stand on lines of their own in any case.
    let hasLines: Bool
    /// The parenthesis whose parts do, if there is one: the columns of a CREATE TABLE.
    let openedParenthesis: Int?

    /// Prepares a layout; nil for parentheses that do not match, or are nested too deeply.
    ///
    /// - Parameters:
    ///   - tokens: The tokens of the statement.
    ///   - kept: The ranges that are written as they are, by their starts.
    ///   - bytes: The text.
    init?(_ tokens: LayoutTokens, keeping kept: [Int: Range<Int>], in bytes: [UInt8]) {
        self.tokens = tokens.tokens
        hasLines = tokens.hasLines
        guard let closings = Self.closings(in: self.tokens) else { return nil }
        self.closings = closings
        var places: [Int: (end: Int, text: String)] = [:]
        for (place, token) in self.tokens.enumerated() {
            guard let range = kept[token.token.range.lowerBound] else { continue }
            let end = self.tokens[place...].firstIndex {
                $0.token.range.lowerBound >= range.upperBound
            }
            let text = String(decoding: bytes[range], as: UTF8.self)
            places[place] = (end ?? self.tokens.count, text)
        }
        self.kept = places
        let isOpened =
            hasLines && self.tokens.first?.keyword == .create
            && self.tokens.prefix(3).contains { $0.keyword == .table }
            && !self.tokens.contains { $0.keyword == .select }
        openedParenthesis =
            isOpened ? self.tokens.firstIndex { $0.symbol == .leftParenthesis } : nil
    }

    private static let maximumDepth = 250

    /// The ends of parentheses and CASEs; nil where they do not match, or are nested too deeply.
    private static func closings(in tokens: [LayoutToken]) -> [Int: Int]? {
        var closings: [Int: Int] = [:]
        var open: [Int] = []
        for (place, token) in tokens.enumerated() {
            if token.symbol == .leftParenthesis || token.keyword == .case { open.append(place) }
            guard open.count <= maximumDepth else { return nil }
            if token.keyword == .end, let start = open.last, tokens[start].keyword == .case {
                closings[start] = place
                open.removeLast()
            }
            guard token.symbol == .rightParenthesis else { continue }
            // A CASE without END is one of the words that only SQLite reads.
            while let start = open.last, tokens[start].keyword == .case { open.removeLast() }
            guard let start = open.popLast() else { return nil }
            closings[start] = place
        }
        return open.contains { tokens[$0].keyword != .case } ? nil : closings
    }

    /// The layout of the whole statement.
    var layout: Layout {
        .group(clauses(in: tokens.indices, separatedBy: hasLines ? .hardLine : .line))
    }

    // MARK: Tokens

    /// A token with the comments around it.
    func token(_ place: Int, withTrailing: Bool = true, withLeading: Bool = true) -> Layout {
        let token = tokens[place]
        guard !token.leading.isEmpty || !token.trailing.isEmpty else { return .text(token.text) }
        var parts: [Layout] = []
        if withLeading { parts.append(leading(place)) }
        parts.append(.text(token.text))
        if withTrailing { parts.append(trailing(place)) }
        return .sequence(parts)
    }

    /// The comments before a token.
    func leading(_ place: Int) -> Layout {
        .sequence(
            tokens[place].leading.flatMap { comment -> [Layout] in
                [
                    comment.breaksBefore ? .breakBefore : .empty, .text(comment.text),
                    comment.breaksAfter ? .breakAfter : .text(" "),
                ]
            }
        )
    }

    /// The comments behind a token.
    func trailing(_ place: Int) -> Layout {
        .sequence(
            tokens[place].trailing.flatMap { comment -> [Layout] in
                [
                    comment.breaksBefore ? .breakBefore : .text(" "), .text(comment.text),
                    comment.breaksAfter ? .breakAfter : .empty,
                ]
            }
        )
    }

    /// Whether there is a blank between a token and the one before it.
    func isSpaced(_ place: Int) -> Bool {
        let (before, token) = (tokens[place - 1], tokens[place])
        switch token.symbol {
        case .comma, .rightParenthesis, .semicolon, .dot: return false
        default: break
        }
        if !before.trailing.isEmpty { return true }
        if before.symbol == .dot || before.symbol == .leftParenthesis { return false }
        switch token.token.kind {
        case .index, .member: return token.hasBlankBefore
        case .symbol(.leftParenthesis):
            if before.keyword == .cast || before.keyword == .raise { return false }
            let isKeyword = before.keyword != nil || before.symbol != nil
            return isKeyword ? !isSign(place - 1) : token.hasBlankBefore
        default: break
        }
        let isSecondSign = token.symbol == .minus || token.symbol == .plus
        return isSecondSign || !isSign(place - 1)
    }

    /// Whether a token is a sign before an operand.
    private func isSign(_ place: Int) -> Bool {
        switch tokens[place].symbol {
        case .minus, .plus, .tilde: break
        default: return false
        }
        guard place > 0 else { return true }
        let before = tokens[place - 1]
        if let symbol = before.symbol { return symbol != .rightParenthesis }
        guard let keyword = before.keyword else { return false }
        return !Self.values.contains(keyword)
    }

    /// The keywords that are values, after which a sign is an operator.
    private static let values: Set<Keyword> = [
        .null, .true, .false, .end, .current_date, .current_time, .current_timestamp,
    ]

    // MARK: Expressions

    /// Tokens in a row, with what is in parentheses.
    func row(_ range: Range<Int>, detachesLast: Bool = false, skipsLeading: Bool = false) -> Layout
    {
        var parts: [Layout] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if place > range.lowerBound, isSpaced(place) { parts.append(.text(" ")) }
            let isLeading = !(skipsLeading && place == range.lowerBound)
            if let (end, text) = kept[place], end <= range.upperBound {
                if isLeading { parts.append(leading(place)) }
                parts.append(.text(text))
                let detached = detachesLast && end == range.upperBound
                if !detached { parts.append(trailing(end - 1)) }
                place = end
                continue
            }
            let end = endOfUnit(at: place, before: range.upperBound)
            let detached = detachesLast && end == range.upperBound
            parts.append(
                unit(place..<end, withTrailing: !detached, withLeading: isLeading)
            )
            place = end
        }
        return .sequence(parts)
    }

    /// The end of what starts at a place: a token, a parenthesis or a CASE.
    func endOfUnit(at place: Int, before end: Int) -> Int {
        guard let closing = closings[place], closing < end else { return place + 1 }
        return closing + 1
    }

    private func unit(_ range: Range<Int>, withTrailing: Bool, withLeading: Bool) -> Layout {
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        guard range.count > 1 else {
            return token(first, withTrailing: withTrailing, withLeading: withLeading)
        }
        let inner = first + 1..<last
        let open = token(first, withLeading: withLeading)
        let close = token(last, withTrailing: withTrailing)
        if tokens[first].keyword == .case {
            return .group(.sequence([open, branches(inner), .line, close]))
        }
        guard !inner.isEmpty else { return .sequence([open, close]) }
        let opens = first == openedParenthesis
        let content =
            startsClause(inner.lowerBound, in: inner)
            ? clauses(in: inner, separatedBy: .line) : items(inner)
        return .group(
            .sequence([
                open, .nest(4, .sequence([opens ? .hardLine : .softLine, content])), .softLine,
                close,
            ])
        )
    }

    /// The operand and the branches of a CASE.
    private func branches(_ range: Range<Int>) -> Layout {
        let starts = places(in: range) { place in
            tokens[place].keyword == .when || tokens[place].keyword == .else
        }
        let ends = starts.dropFirst() + [range.upperBound]
        var parts: [Layout] = []
        let operand = range.lowerBound..<(starts.first ?? range.upperBound)
        if !operand.isEmpty { parts += [.text(" "), row(operand)] }
        parts.append(
            .nest(4, .sequence(zip(starts, ends).flatMap { [.line, row($0..<$1)] }))
        )
        return .sequence(parts)
    }

    /// Items between commas, each with its conditions.
    func items(_ range: Range<Int>) -> Layout {
        .sequence(
            split(range).enumerated().flatMap { index, item -> [Layout] in
                index == 0
                    ? [conditions(item, indent: 0)]
                    : [token(item.lowerBound - 1), .line, conditions(item, indent: 0)]
            }
        )
    }

    /// The ranges between the commas of a range.
    func split(_ range: Range<Int>) -> [Range<Int>] {
        let commas = places(in: range) { tokens[$0].symbol == .comma }
        let starts = [range.lowerBound] + commas.map { $0 + 1 }
        let ends = commas + [range.upperBound]
        return zip(starts, ends).map { $0..<max($0, $1) }
    }

    /// Terms that AND and OR combine, each but the first after a line.
    func conditions(
        _ range: Range<Int>,
        indent: Int,
        detachesLast: Bool = false
    ) -> Layout {
        var isBetween = false
        let starts = places(in: range) { place in
            switch tokens[place].keyword {
            case .between: isBetween = true
            case .and where isBetween: isBetween = false
            case .and, .or: return place > range.lowerBound
            default: break
            }
            return false
        }
        let bounds = [range.lowerBound] + starts
        let ends = starts + [range.upperBound]
        let terms = zip(bounds, ends).map { start, end in
            row(start..<end, detachesLast: detachesLast && end == range.upperBound)
        }
        guard terms.count > 1 else { return terms[0] }
        return .sequence([
            terms[0], .nest(indent, .sequence(terms.dropFirst().flatMap { [.line, $0] })),
        ])
    }

    /// The places outside of inner parentheses and CASEs where something holds, in order.
    func places(in range: Range<Int>, where holds: (Int) -> Bool) -> [Int] {
        var found: [Int] = []
        var place = range.lowerBound
        while place < range.upperBound {
            if holds(place) { found.append(place) }
            place = kept[place]?.end ?? endOfUnit(at: place, before: range.upperBound)
        }
        return found
    }
}
