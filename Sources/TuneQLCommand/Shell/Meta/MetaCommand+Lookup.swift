import TuneQLText

extension MetaCommand {
    /// The command of a name, an alias, or a beginning that no other command has.
    ///
    /// - Throws: ``MetaError`` with the nearest names when there is no such command.
    static func named(_ word: String) throws(MetaError) -> MetaCommand {
        if let command = exactly(word) { return command }
        let lowered = word.lowercased()
        let beginnings = all.filter { $0.name.hasPrefix(lowered) }
        if let only = beginnings.first, beginnings.count == 1 { return only }
        guard beginnings.isEmpty else {
            throw MetaError(
                ".\(word) may be any of " + beginnings.map { ".\($0.name)" }.joined(separator: ", ")
            )
        }
        let names = all.flatMap { [$0.name] + $0.aliases.filter { $0.count > 2 } }
        let nearest = Suggestion.nearest(to: word, among: names)
        throw MetaError(
            "there is no command .\(word)",
            help: nearest.map { "did you mean .\($0)?" } ?? ".help lists the commands"
        )
    }

    /// The command of a whole name or alias; case matters only where it tells two apart.
    static func exactly(_ word: String) -> MetaCommand? {
        let lowered = word.lowercased()
        return all.first { $0.name == word || $0.aliases.contains(word) }
            ?? all.first { $0.name == lowered || $0.aliases.contains(lowered) }
    }
}
