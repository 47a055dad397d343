import TuneQLCatalog
import TuneQLText

/// A line that begins with a command of the shell, such as `.mode`.
struct ShellLine {
    /// The word that the cursor touches.
    let range: Range<Int>
    /// The word's part before the cursor.
    let prefix: String
    /// The command before the word; nil while its own name is written.
    let command: SessionNames.Command?
    /// The offset of what follows the command's name.
    private let argumentStart: Int
    private let bytes: [UInt8]

    /// Reads the line of the cursor; nil when it is no command.
    init?(_ text: String, at offset: Int, _ commands: [SessionNames.Command]) {
        bytes = Array(text.utf8)
        let end = min(max(0, offset), bytes.count)
        guard let first = bytes.first, first == UInt8(ascii: ".") || first == UInt8(ascii: "\\"),
            !commands.isEmpty
        else { return nil }
        let name = bytes[1...].prefix { !$0.isBlank }
        var start = end
        while start > 1, !bytes[start - 1].isBlank { start -= 1 }
        range = start..<end
        prefix = String(decoding: bytes[range], as: UTF8.self)
        argumentStart = name.endIndex
        guard end > name.endIndex else {
            command = nil
            return
        }
        let spelt = String(decoding: name, as: UTF8.self)
        let typed = spelt.asciiLowercased
        let found = commands.filter { $0.name == typed || $0.aliases.contains(spelt) }
        let begun = commands.filter { $0.name.hasPrefix(typed) }
        guard let known = found.first ?? (begun.count == 1 ? begun.first : nil) else { return nil }
        command = known
    }
}

extension ShellLine {
    /// The argument as a statement of which the cursor is a part, and the shift of its offsets.
    func statement(after verb: String) -> (text: String, shift: Int) {
        let rest = String(decoding: bytes[argumentStart...], as: UTF8.self)
        return (verb + rest, verb.utf8.count - argumentStart)
    }
}

extension Completer {
    /// The candidates in a command of the shell.
    func completion(of line: ShellLine, at offset: Int) throws(CatalogError) -> Completion {
        guard let command = line.command else {
            let found = names.commands.filter { $0.name.begins(with: line.prefix) }
            return Completion(
                range: line.range,
                candidates: found.map { command in
                    var candidate = Candidate(command.name, .command, detail: command.summary)
                    if case .none = command.argument {} else { candidate.continuation = " " }
                    return candidate
                }
            )
        }
        switch command.argument {
        case .none: return Completion(range: line.range)
        case .words(let words):
            let found = words.filter { $0.begins(with: line.prefix) }
            return Completion(range: line.range, candidates: found.map { Candidate($0, .value) })
        case .file: return Completion(range: line.range, isFile: true)
        case .table: return try completion(of: line.statement(after: "DESCRIBE"), at: offset)
        case .statement: return try completion(of: line.statement(after: ""), at: offset)
        }
    }

    private func completion(
        of statement: (text: String, shift: Int),
        at offset: Int
    ) throws(CatalogError) -> Completion {
        var found = try completion(of: statement.text, at: offset + statement.shift)
        let range = found.range
        found.range = (range.lowerBound - statement.shift)..<(range.upperBound - statement.shift)
        return found
    }
}
