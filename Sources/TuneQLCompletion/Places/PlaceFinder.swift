import TuneQLSyntax
import TuneQLText

/// Finds out what may stand at the cursor, from the tokens before it.
struct PlaceFinder {
    private let cut: StatementCut
    let tokens: [Token]

    init(_ cut: StatementCut) {
        self.cut = cut
        // EXPLAIN is followed by any statement.
        var tokens = cut.before[...]
        if tokens.first?.kind == .word(.explain) {
            tokens.removeFirst()
            while let word = tokens.first.map(cut.text)?.lowercased(),
                ["query", "plan", "analyze"].contains(word)
            {
                tokens.removeFirst()
            }
        }
        self.tokens = Array(tokens)
    }

    var place: Place {
        switch cut.word {
        case .number, .comment: return .nothing
        case .quoted(UInt8(ascii: "'")): return textPlace
        default: break
        }
        guard let verb = tokens.first else { return .statement }
        switch word(verb) {
        case "exec": return execPlace
        case "show": return showPlace
        case "use": return tokens.count == 1 ? .provider : .nothing
        case "set": return setPlace
        case "describe", "desc": return describePlace
        case "refresh", "drop": return tokens.count > 1 ? .table : .words(Self.objects)
        case "registry": return tokens.count == 1 ? .words(["LIST", "PULL"]) : .nothing
        case "begin", "commit", "rollback", "end": return .words(["TRANSACTION"])
        default: return expressionPlace
        }
    }

    static let objects = ["TABLE", "VIEW", "MATERIALIZED VIEW", "INDEX", "IF EXISTS"]

    func word(_ token: Token) -> String { cut.text(of: token).lowercased() }

    /// The names of a path that ends before a position among the tokens; empty without one.
    func path(endingAt end: Int) -> [String] {
        var names: [String] = []
        var index = end - 1
        while index >= 0, let name = cut.name(of: tokens[index]) {
            names.insert(name, at: 0)
            guard index >= 2, tokens[index - 1].kind == .symbol(.dot) else { break }
            index -= 2
        }
        return names
    }

    /// The names of a path that starts at a position among the tokens, and the position after it.
    func path(startingAt start: Int) -> (names: [String], end: Int) {
        var names: [String] = []
        var index = start
        while index < tokens.count, let name = cut.name(of: tokens[index]) {
            names.append(name)
            index += 1
            guard index + 1 < tokens.count, tokens[index].kind == .symbol(.dot) else { break }
            index += 1
        }
        return (names, index)
    }
}

// MARK: - Statements of our own

extension PlaceFinder {
    private var execPlace: Place {
        let (path, end) = path(startingAt: 1)
        if path.isEmpty { return .method }
        guard end < tokens.count || cut.path.isEmpty else { return .method }
        if case .variable = cut.word { return .argument(of: path) }
        guard let last = tokens.last else { return .nothing }
        switch last.kind {
        case .variable: return .words(["="])
        case .symbol(.equal): return .operand(beside: [])
        case .symbol(.comma): return .argument(of: path)
        default: return end == tokens.count ? .argument(of: path) : .nothing
        }
    }

    private var showPlace: Place {
        let words = tokens.dropFirst().map(word).filter { $0 != "extended" }
        switch words.first {
        case nil:
            return .words([
                "PROVIDERS", "SERVICES IN", "RESOURCES IN", "METHODS IN", "INSERT INTO", "TABLES",
                "VIEWS",
                "SETTINGS", "AUTH", "EXTENDED", "VERSION",
            ])
        case "services" where words.count == 1, "resources" where words.count == 1,
            "methods" where words.count == 1:
            return .words(["IN"])
        case "services" where words.count == 2: return .provider
        case "insert" where words.count == 1: return .words(["INTO"])
        case "resources" where words.count == 2: return .service
        case "methods" where words.count == 2,
            "insert" where words.count == 2:
            return .table
        case "auth" where words.count == 1: return .provider
        case "services", "resources", "methods", "providers":
            return words.last == "like" ? .nothing : .words(["LIKE", "WHERE"])
        default: return .nothing
        }
    }

    private var setPlace: Place {
        guard tokens.count > 1 else { return .setting }
        guard tokens.contains(where: { $0.kind == .symbol(.equal) }) else { return .words(["="]) }
        return .settingValue(path(startingAt: 1).names.joined(separator: "."))
    }

    private var describePlace: Place {
        let words = tokens.dropFirst().map(word)
        if words.isEmpty { return .table }
        if words == ["extended"] || words == ["method"] || words == ["extended", "method"] {
            return words.last == "method" ? .method : .table
        }
        return .nothing
    }
}

// MARK: - Texts

extension PlaceFinder {
    /// The place of a text in single quotes.
    private var textPlace: Place {
        guard let last = tokens.last, let verb = tokens.first else { return .nothing }
        if word(verb) == "attach" { return .file }
        if word(verb) == "set", tokens.contains(where: { $0.kind == .symbol(.equal) }) {
            return .settingValue(path(startingAt: 1).names.joined(separator: "."))
        }
        if last.kind == .symbol(.equal), tokens.count > 2,
            tokens[tokens.count - 2].kind == .variable
        {
            let name = cut.text(of: tokens[tokens.count - 2]).drop { "@:$".contains($0) }
            return .argumentValue(of: path(startingAt: 1).names, parameter: String(name))
        }
        if last.kind == .symbol(.leftParenthesis), tokens.count > 1,
            ["readfile", "csv_rows"].contains(word(tokens[tokens.count - 2]))
        {
            return .file
        }
        return comparedPlace
    }

    /// The place of a text that is compared with a column, alone or in a list.
    var comparedPlace: Place {
        var end = tokens.count
        if inList(&end) {
            guard end > 0, word(tokens[end - 1]) == "in" else { return insertedPlace }
            end -= 1
            if end > 0, word(tokens[end - 1]) == "not" { end -= 1 }
            return .value(of: path(endingAt: end))
        }
        guard end > 0 else { return .nothing }
        switch tokens[end - 1].kind {
        case .symbol(.equal), .symbol(.doubleEqual), .symbol(.notEqual), .symbol(.bangEqual):
            return .value(of: path(endingAt: end - 1))
        case .word(.not), .word(.is), .word(.like):
            let words: Set<String> = ["is", "not", "like"]
            while end > 0, words.contains(word(tokens[end - 1])) { end -= 1 }
            return .value(of: path(endingAt: end))
        default: return .nothing
        }
    }

    /// Whether the cursor is in a list of literals; `end` is then the position of its parenthesis.
    private func inList(_ end: inout Int) -> Bool {
        var index = tokens.count - 1
        while index >= 0 {
            switch tokens[index].kind {
            case .symbol(.leftParenthesis):
                end = index
                return true
            case .symbol(.comma), .string, .number, .word(.null), .variable: index -= 1
            default: return false
            }
        }
        return false
    }

    /// The place of a value of an INSERT: the column at the same position of the list.
    private var insertedPlace: Place {
        guard let into = tokens.firstIndex(where: { $0.kind == .word(.into) }) else {
            return .nothing
        }
        let (target, start) = path(startingAt: into + 1)
        guard !target.isEmpty, start < tokens.count,
            tokens[start].kind == .symbol(.leftParenthesis),
            let close = tokens[start...].firstIndex(where: { $0.kind == .symbol(.rightParenthesis) }
            ),
            let open = tokens.lastIndex(where: { $0.kind == .symbol(.leftParenthesis) }),
            open > close
        else { return .nothing }
        let columns = tokens[(start + 1)..<close].split { $0.kind == .symbol(.comma) }
        let position = tokens[open...].count { $0.kind == .symbol(.comma) }
        guard columns.indices.contains(position) else { return .nothing }
        return .value(of: columns[position].compactMap(cut.name))
    }
}
