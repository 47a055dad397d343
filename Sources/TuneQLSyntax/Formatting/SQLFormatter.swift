import TuneQLText

/// Lays out the statements of a text; what they mean does not change.
///
/// Keywords are written in upper case, clauses on lines of their own, and parts that do not fit on
/// a line with an indentation. Comments, hints and template constructs stay where they are; names,
/// numbers, texts and results that are named by their text are not touched.
package struct SQLFormatter {
    /// A formatted text.
    package struct Outcome: Sendable {
        /// The text.
        package var text: String
        /// The statements that were left as they are, since they cannot be parsed.
        package var mistakes: [SyntaxError]
    }

    /// The width of lines, in characters, that only names and texts exceed.
    package static let width = 100

    private let bytes: [UInt8]
    private let masked: [UInt8]
    private var output = ""
    private var mistakes: [SyntaxError] = []
    /// The end of what is written, in the original.
    private var end = 0
    /// Whether what follows has to start a line, since a comment reaches to the end of this one.
    private var mustBreak = false
    /// Whether the next statement has to start a line; a comment may stay behind this one.
    private var followsStatement = false

    private init(_ text: String) {
        bytes = Array(text.utf8)
        masked = Array(TemplateMask(text, as: .words).text.utf8)
    }

    /// Formats a text of statements.
    package static func formatted(_ text: String) -> Outcome {
        var formatter = SQLFormatter(text)
        formatter.run()
        return Outcome(text: formatter.output, mistakes: formatter.mistakes)
    }

    private mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            output = "\u{FEFF}"
            end = 3
        }
        var lexer = Lexer(masked)
        var isLast = false
        while !isLast {
            let start = lexer.offset
            do throws(SyntaxError) {
                let piece = try StatementPiece(from: &lexer)
                isLast = piece.isLast
                write(piece, from: start, to: lexer.offset)
            } catch {
                let stop = StatementPiece.end(after: error, in: masked)
                lexer = Lexer(masked, from: stop)
                mistakes.append(error)
                let first = startOfStatement(after: start, before: stop)
                write(asItIs: first..<stop)
            }
        }
        if !output.isEmpty, !output.hasSuffix("\n") { output += "\n" }
    }

    // MARK: Between statements

    /// Writes the comments from a place on; returns the start of the first token after them.
    private mutating func startOfStatement(after start: Int, before stop: Int) -> Int {
        var lexer = Lexer(masked, from: start)
        while let token = try? lexer.next(), token.isTrivia {
            separate(from: token.range.lowerBound, isComment: true)
            let text = bytes.text(ofComment: token.range)
            output += text
            end = token.range.upperBound
            mustBreak = !text.hasPrefix("/*") && !text.hasPrefix("{") && !text.hasPrefix("<")
        }
        var first = end
        while first < stop, bytes[first].isBlank { first += 1 }
        return first
    }

    /// Writes the blanks before what starts at a place: the line breaks of the text, at most two.
    private mutating func separate(from start: Int, isComment: Bool = false) {
        let breaks = bytes[end..<max(end, start)].count { $0 == UInt8(ascii: "\n") }
        let isNew = mustBreak || followsStatement && !isComment
        let wanted = max(min(breaks, 2), isNew ? 1 : 0)
        (mustBreak, followsStatement) = (false, false)
        guard !output.isEmpty, output != "\u{FEFF}" else { return }
        output += wanted == 0 ? " " : String(repeating: "\n", count: wanted)
    }

    /// Writes a range of the text.
    private mutating func write(asItIs range: Range<Int>) {
        guard !range.isEmpty else { return }
        separate(from: range.lowerBound)
        var stop = range.upperBound
        while stop > range.lowerBound, bytes[stop - 1].isBlank { stop -= 1 }
        output += String(decoding: bytes[range.lowerBound..<stop], as: UTF8.self)
        end = range.upperBound
        followsStatement = true
    }

    // MARK: Statements

    private mutating func write(_ piece: StatementPiece, from start: Int, to stop: Int) {
        let first = startOfStatement(after: start, before: stop)
        guard piece.tokens.count > 1 else {
            if !piece.isLast { write(asItIs: first..<stop) }
            return
        }
        let range =
            first..<(piece.isLast ? piece.tokens[piece.tokens.count - 1].range.lowerBound : stop)
        let roles = TokenRoles()
        var parser = Parser(bytes: masked, tokens: piece.tokens, roles: roles)
        do throws(SyntaxError) {
            let kind = try parser.wholeStatement()
            guard
                let formatted = try self.text(
                    of: kind,
                    piece,
                    range,
                    roles,
                    startingAt: column(first)
                )
            else { return write(asItIs: range) }
            separate(from: first)
            output += formatted
            end = range.upperBound
            followsStatement = !piece.isLast
        } catch {
            mistakes.append(error)
            write(asItIs: range)
        }
        if piece.isLast { _ = startOfStatement(after: end, before: bytes.count) }
    }

    /// The column at which a statement starts: after a comment on its line.
    private func column(_ first: Int) -> Int {
        let isContinued =
            !mustBreak && !followsStatement && !output.isEmpty
            && !bytes[end..<first].contains(UInt8(ascii: "\n"))
        guard isContinued else { return 0 }
        return output.split(separator: "\n", omittingEmptySubsequences: false).last.map {
            $0.count + 1
        } ?? 0
    }

    /// A statement in its layout, with its semicolon; nil for one that is better left alone.
    private func text(
        of kind: Statement.Kind,
        _ piece: StatementPiece,
        _ range: Range<Int>,
        _ roles: TokenRoles,
        startingAt column: Int
    ) throws(SyntaxError) -> String? {
        switch kind {
        case .set, .use, .utility: return spelled(range)
        case .local(let local) where local.verb == .createTrigger: return nil
        default: break
        }
        let bare = range.lowerBound..<(piece.isLast ? range.upperBound : range.upperBound - 1)
        let tokens = try LayoutTokens(in: bare, masked: masked, bytes: bytes, roles: roles)
        let statement = Statement(kind: kind, range: piece.range, hints: [], variables: [])
        guard
            let layout = StatementLayout(tokens, keeping: statement.namedByTheirText, in: bytes)
        else { return nil }
        var writer = LayoutWriter(width: Self.width, column: column)
        writer.write(.sequence([layout.layout, piece.isLast ? .empty : .text(";")]))
        let original = String(decoding: bytes[range], as: UTF8.self)
        return original.hasSameTokens(as: writer.output) ? writer.output : nil
    }

    /// A statement whose blanks may have a meaning: only its first word changes.
    private func spelled(_ range: Range<Int>) -> String {
        let word = bytes[range].prefix { $0.continuesName }
        let rest = bytes[word.endIndex..<range.upperBound]
        return String(decoding: word, as: UTF8.self).uppercased()
            + String(decoding: rest, as: UTF8.self)
    }
}

extension Statement {
    private var returningResults: [SelectItem] {
        switch kind {
        case .insert(let insert): insert.returning?.results ?? []
        case .local(let local): local.returning
        case .explain(let explain): explain.statement.returningResults
        default: []
        }
    }

    /// The results without an alias whose text is the name of their column, by their starts.
    fileprivate var namedByTheirText: [Int: Range<Int>] {
        var results = returningResults
        forEachQuery { query, _ in results += query.body.flatMap(\.results) }
        var ranges: [Int: Range<Int>] = [:]
        for result in results {
            guard case .expression(let expression, nil) = result.kind else { continue }
            switch expression.kind {
            case .column, .variable: continue
            default: ranges[result.range.lowerBound] = result.range
            }
        }
        return ranges
    }
}
