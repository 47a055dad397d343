import TuneQLSyntax
import TuneQLTemplates
import TuneQLText

/// The statements that `tuneql exec` is given, and the values of their placeholders.
struct ScriptSources {
    /// Statements, or files that hold them; `-` is stdin.
    var arguments: [String] = []
    /// Files of statements; `-` is stdin.
    var files: [String] = []
    /// The values of placeholders.
    var values = ScriptValues()

    /// Whether neither statements nor files are given.
    var isEmpty: Bool { arguments.isEmpty && files.isEmpty }

    /// The scripts to run, named as in messages, with their placeholders filled.
    ///
    /// A file that a script reads by `.read` is a script of its own, between the statements that
    /// stand before it and those after it.
    func scripts() throws -> [Script] {
        let common = try values.values()
        let texts =
            try arguments.map(Self.script(ofArgument:))
            + (isEmpty ? ["-"] : files).map(Self.script(inFile:))
        // Jsonnet may read any value, so that none is known to be unused.
        var names = Set(values.hasJsonnet ? values.variableNames : [])
        let scripts = try texts.flatMap { script in
            try expanded(script, common, depth: 0, names: &names)
        }
        warnOfUnused(among: names)
        return scripts
    }

    private static let maximumDepth = 16

    /// A script and the files that it reads, in order.
    private func expanded(
        _ script: Script,
        _ common: [String: TemplateValue],
        depth: Int,
        names: inout Set<String>
    ) throws -> [Script] {
        let (values, text, isJsonnet) = try values.values(of: script, common)
        names.formUnion(Template.placeholderNames(in: text))
        if isJsonnet { names.formUnion(self.values.variableNames) }
        let filled = try script.filled(text, with: values, readingFiles: self.values.readsFiles)
        return try filled.parts().flatMap { part in
            guard let include = part.include else { return [part.script] }
            guard self.values.readsFiles else {
                throw filled.error("--safe does not let scripts read files", at: include.range)
            }
            guard depth < Self.maximumDepth else {
                throw filled.error(
                    "files read one another more than \(Self.maximumDepth) deep",
                    at: include.range
                )
            }
            let file = try filled.included(include)
            return try expanded(file, common, depth: depth + 1, names: &names)
        }
    }

    /// The script that an argument is or names.
    private static func script(ofArgument argument: String) throws -> Script {
        argument == "-" || namesFile(argument)
            ? try script(inFile: argument) : Script(name: nil, text: argument)
    }

    /// The script in a file; `-` is stdin.
    static func script(inFile path: String) throws -> Script {
        path == "-"
            ? Script(name: "stdin", text: try Files.standardInput())
            : Script(name: path, text: try Files.text(of: path))
    }

    /// Whether an argument is a file's name: `jobs.iql`, or the path of a readable file.
    private static func namesFile(_ argument: String) -> Bool {
        let hasBlanks = argument.utf8.contains { $0 <= 0x20 }
        if Files.isNamedAsScript(argument), !hasBlanks { return true }
        let mayName = argument.utf8.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") }
        return mayName && Files.isReadable(argument)
    }

    /// Warns of values that no script reads: their names may be misspelt.
    private func warnOfUnused(among names: Set<String>) {
        for name in values.variableNames where !names.contains(where: { $0.reads(name) }) {
            let nearest = Suggestion.nearest(to: name, among: names.sorted())
            let help = nearest.map { "\nhelp: did you mean \($0)?" } ?? ""
            printMessage("warning: there is no placeholder {{ \(name) }} for --var\(help)")
        }
    }
}

extension String {
    /// Whether a dotted name reads the value of another name.
    fileprivate func reads(_ name: String) -> Bool {
        self == name || hasPrefix(name + ".") || self == "values." + name
    }
}
