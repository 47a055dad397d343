package import TuneQLCatalog
import TuneQLSyntax
import TuneQLText

/// Finds what may stand at a position of statements that are being written.
///
/// It reads catalogs, and nothing else: neither a session nor a service waits for it.
package struct Completer: Sendable {
    let names: SessionNames
    /// The most candidates of one kind.
    static let limit = 200
    /// The most candidates that anybody looks through.
    private static let most = 500

    /// Makes a completer for a session.
    package init(_ names: SessionNames) {
        self.names = names
    }

    /// The candidates at a cursor.
    ///
    /// - Parameters:
    ///   - text: One or more statements, which may be unfinished or wrong.
    ///   - offset: The position of the cursor, in bytes of UTF-8.
    /// - Returns: The candidates that begin with what stands before the cursor, ignoring case.
    /// - Throws: ``CatalogError`` when a catalog cannot be read.
    package func completion(of text: String, at offset: Int) throws(CatalogError) -> Completion {
        if let line = ShellLine(text, at: offset, names.commands) {
            return try completion(of: line, at: offset)
        }
        let cut = StatementCut(text, at: offset)
        let place = PlaceFinder(cut).place
        let candidates = try candidates(at: place, cut)
        return completion(candidates, cut, isFile: place == .file)
    }

    /// Keeps the candidates that begin with the word, in its form and case.
    private func completion(
        _ candidates: [Candidate],
        _ cut: StatementCut,
        isFile: Bool
    ) -> Completion {
        let prefix = cut.prefix
        var seen: Set<String> = []
        var kept: [Candidate] = []
        let begun = candidates.filter { $0.key.begins(with: prefix) }
        for candidate in begun.isEmpty ? candidates.filter({ $0.hasWord(prefix) }) : begun
        where seen.insert(candidate.text).inserted {
            kept.append(cut.written(candidate))
        }
        kept.removeLast(max(0, kept.count - Self.most))
        var range = cut.range
        // A name in quotes is written anew, with the quotes that it needs.
        if cut.isQuotedName { range = (range.lowerBound - 1)..<range.upperBound }
        return Completion(range: range, candidates: kept, isFile: isFile)
    }

    private func candidates(
        at place: Place,
        _ cut: StatementCut
    ) throws(CatalogError) -> [Candidate] {
        if case .variable(let sign) = cut.word, sign != UInt8(ascii: "@") { return variables }
        switch place {
        case .nothing, .file: return []
        case .statement: return Keywords.statements.map { Candidate($0, .keyword) }
        case .words(let words): return words.map { Candidate($0, .keyword) }
        case .table: return try tables(after: cut.path, cut.prefix)
        case .provider: return try providers()
        case .service: return try services(after: cut.path, cut.prefix)
        case .method: return try methods(after: cut.path, cut.prefix)
        case .argument(let path): return try arguments(of: path, cut)
        case .setting: return settings(after: cut.path)
        case .settingValue(let name):
            return (names.settings[name] ?? []).map { Candidate($0, .value) }
        case .insertColumn(let path): return try insertColumns(of: path, cut)
        case .changedColumn: return try columns(cut, parameters: false)
        case .operand(let path): return try values(of: path, cut) + operands(cut)
        case .afterOperand(let clause):
            guard cut.path.isEmpty else { return try columns(cut, parameters: true) }
            return Keywords.after(clause).map { Candidate($0, .keyword) }
        case .value(let path): return try values(of: path, cut)
        case .argumentValue(let path, let parameter):
            return try values(ofArgument: parameter, of: path)
        }
    }

    /// The settings, or what continues the dotted name of one.
    private func settings(after path: [String]) -> [Candidate] {
        let start = path.map { $0 + "." }.joined()
        return names.settings.keys.sorted().filter { $0.begins(with: start) }.map { name in
            Candidate(String(name.dropFirst(start.count)), .setting)
        }
    }

    private var variables: [Candidate] {
        names.variables.sorted().map { Candidate($0, .variable) }
    }

    /// Columns, functions and the words that begin an expression.
    private func operands(_ cut: StatementCut) throws(CatalogError) -> [Candidate] {
        if case .variable = cut.word { return variables }
        var found = try columns(cut, parameters: true)
        guard cut.path.isEmpty, !cut.isQuotedName else { return found }
        found += Keywords.operands.map { Candidate($0, .keyword) }
        // Functions would drown everything else before the first letter.
        guard !cut.prefix.isEmpty else { return found }
        return found + names.functions.sorted().map { Candidate($0 + "(", .function) }
    }
}

extension String {
    /// Whether the text begins with another, ignoring the case of ASCII letters.
    func begins(with prefix: String) -> Bool {
        guard utf8.count >= prefix.utf8.count else { return false }
        return zip(utf8, prefix.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }
}

extension StatementCut {
    /// A candidate as it is inserted: names with the quotes that they need, words in the user's case.
    fileprivate func written(_ candidate: Candidate) -> Candidate {
        var written = candidate
        switch candidate.kind {
        case .keyword: if writesLowercase { written.text = candidate.text.asciiLowercased }
        case .value:
            guard word == .quoted(UInt8(ascii: "'")) else {
                written.text = candidate.text.quotedAsText
                return written
            }
            let isClosed = bytes[range.upperBound...].prefix { $0 != 0x0A }.contains(
                UInt8(ascii: "'")
            )
            written.text = candidate.text.doubling("'") + (isClosed ? "" : "'")
        case .function, .command, .file, .variable, .setting: break
        default: written.text = name(candidate.text)
        }
        return written
    }

    /// A name or a path of names, each in quotes if it needs them, or if the user has begun with one.
    private func name(_ text: String) -> String {
        if case .variable = word { return text }
        guard !text.hasPrefix("@") else { return text }
        let names = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        return names.map { isQuotedName || $0.needsQuotes ? $0.quotedAsName : $0 }
            .joined(separator: ".")
    }

    /// Whether the user writes keywords in lower case: the begun one, or else the statement's verb.
    private var writesLowercase: Bool {
        let sample = prefix.isEmpty ? before.first.map(text) ?? "" : prefix
        return sample.utf8.first.map { $0 >= 0x61 && $0 <= 0x7A } ?? false
    }
}

extension String {
    /// Whether SQL reads the name only in quotes.
    fileprivate var needsQuotes: Bool {
        guard let first = utf8.first, first.startsName, utf8.allSatisfy(\.continuesName) else {
            return true
        }
        return Keyword(self)?.isReserved ?? false
    }
}
