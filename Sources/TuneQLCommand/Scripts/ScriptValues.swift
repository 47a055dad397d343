import TuneQLJSON
import TuneQLTemplates

/// The values of placeholders, from the command line and from files.
///
/// Of values of the same name, those of `--var` win, then `--env`, `--env-file`, `--iqldata`, and
/// last those at the start of a script.
struct ScriptValues {
    /// Files of values in JSON, YAML or jsonnet; the later ones win.
    var files: [String] = []
    /// Values as `name=value`.
    var variables: [String] = []
    /// The names of environment variables.
    var environmentNames: [String] = []
    /// Files of lines `NAME=value`.
    var environmentFiles: [String] = []
    /// Whether scripts and values may name further files.
    var readsFiles = true

    /// The names that `--var` gives.
    var variableNames: [String] { variables.map(Self.name(of:)) }

    /// Whether a file is written in jsonnet, which may read any of the values.
    var hasJsonnet: Bool {
        files.contains { ValueLanguage(ofFile: $0, text: "") == .jsonnet }
    }

    /// The values of all scripts, without those at the start of one.
    func values() throws -> [String: TemplateValue] {
        let words = try words()
        var values: [String: TemplateValue] = [:]
        for path in files {
            let text = ValueText(
                name: path,
                text: try Files.text(of: path),
                language: ValueLanguage(ofFile: path, text: try Files.text(of: path)),
                variables: words,
                importsFiles: readsFiles
            )
            try Self.add(text, to: &values)
        }
        for (name, word) in words { values[name] = .word(word) }
        return values
    }

    /// The values of a script, and its text without those at its start.
    func values(
        of script: Script,
        _ common: [String: TemplateValue]
    ) throws -> (values: [String: TemplateValue], text: String, isJsonnet: Bool) {
        guard let block = try script.embeddedValues() else {
            return (common, script.original, false)
        }
        let before = script.original.utf8.prefix(block.content.lowerBound)
        let content = Array(script.original.utf8)[block.content]
        let text = ValueText(
            name: script.name ?? "the statement",
            text: String(decoding: content, as: UTF8.self),
            language: block.language,
            variables: try words(),
            importsFiles: readsFiles,
            firstLine: before.count { $0 == 0x0A }
        )
        var values: [String: TemplateValue] = [:]
        try Self.add(text, to: &values)
        let rest = block.removed(from: script.original)
        return (values.merging(common) { $1 }, rest, block.language == .jsonnet)
    }

    private static func add(
        _ text: ValueText,
        to values: inout [String: TemplateValue]
    ) throws(CommandError) {
        do {
            for member in try text.values().members { values[member.name] = .json(member.value) }
        } catch {
            throw CommandError(error.message)
        }
    }

    /// The values without a type.
    private func words() throws(CommandError) -> [String: String] {
        var words: [String: String] = [:]
        for path in environmentFiles {
            let text = try Files.text(of: path)
            do {
                for (name, value) in try EnvironmentFile.variables(in: text) { words[name] = value }
            } catch {
                throw CommandError("\(path): \(error.message)")
            }
        }
        let variables = environmentNames.isEmpty ? [:] : environment()
        for name in environmentNames {
            guard let value = variables[name] else {
                throw CommandError("the environment has no variable \(name), which --env names")
            }
            words[name] = value
        }
        for entry in self.variables {
            let name = Self.name(of: entry)
            words[name] = String(entry.dropFirst(name.count + 1))
        }
        return words
    }

    /// The name in `name=value`.
    static func name(of entry: String) -> String {
        String(entry.prefix { $0 != "=" })
    }
}
