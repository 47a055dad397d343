import TuneQLText

/// The queries of a resource: the text below each `/*+ anchor, option=1 */` in its file.
package struct QueryFile: Sendable, Hashable {
    package var name: String
    package private(set) var queries: [QueryAnchor: QueryTemplate] = [:]

    package init(name: String, queries: [QueryAnchor: QueryTemplate] = [:]) {
        self.name = name
        self.queries = queries
    }

    /// Reads a file.
    ///
    /// An anchor stands at the beginning of a line. Of two of the same purpose the last counts, and
    /// those of unknown purposes are left out.
    ///
    /// - Throws: ``StackError`` for an option that is no whole number, with its line.
    package init(text: String, name: String) throws(StackError) {
        self.name = name
        var open: (anchor: QueryAnchor?, query: QueryTemplate)?
        for (index, line) in text.lines.enumerated() {
            guard let mark = AnchorMark(line) else {
                open?.query.text += line + "\n"
                continue
            }
            close(open)
            let anchor = QueryAnchor(word: mark.words.first ?? "")
            let start = mark.rest.isEmpty ? index + 2 : index + 1
            var query = QueryTemplate(text: mark.rest, line: start)
            query.tries = try Self.tries(mark.words.dropFirst(), of: name, line: index + 1)
            if !query.text.isEmpty { query.text += "\n" }
            open = (anchor, query)
        }
        close(open)
    }

    private mutating func close(_ open: (anchor: QueryAnchor?, query: QueryTemplate)?) {
        guard let open, let anchor = open.anchor else { return }
        var query = open.query
        let isBlank = { (character: Character) in character.isWhitespace }
        let leading = query.text.prefix(while: isBlank)
        query.line += leading.count { $0.isNewline }
        query.text = String(query.text.dropFirst(leading.count))
        while query.text.last?.isWhitespace == true { query.text.removeLast() }
        queries[anchor] = query.text.isEmpty ? nil : query
    }

    private static func tries(
        _ options: ArraySlice<String>,
        of file: String,
        line: Int
    ) throws(StackError) -> QueryTries {
        var tries = QueryTries()
        for option in options {
            let parts = option.split(separator: "=", maxSplits: 1).map { $0.trimmed }
            guard parts.count == 2 else { continue }
            guard let number = Int(parts[1]), number >= 0 else {
                throw StackError(
                    .stack,
                    "\(parts[0]) takes a whole number, not \(parts[1])",
                    file: file,
                    line: line
                )
            }
            switch parts[0] {
            case "retries": tries.retries = number
            case "retry_delay": tries.delay = number
            case "postdelete_retries": tries.postdeleteRetries = number
            case "postdelete_retry_delay": tries.postdeleteDelay = number
            default: break
            }
        }
        return tries
    }
}

/// A line that starts with an anchor.
private struct AnchorMark {
    /// The purpose and its options.
    var words: [String]
    /// What follows on the line.
    var rest: String

    init?(_ line: Substring) {
        guard line.hasPrefix("/*+"), let end = line.firstRange(of: "*/") else { return nil }
        let inside = line[line.index(line.startIndex, offsetBy: 3)..<end.lowerBound]
        words = inside.split(separator: ",").map { $0.trimmed }
        rest = line[end.upperBound...].trimmed
    }
}

extension StringProtocol {
    /// Without the blanks around it.
    var trimmed: String {
        let start = drop { $0.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}

extension String {
    /// The lines without what ends them.
    fileprivate var lines: [Substring] {
        split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    }
}
