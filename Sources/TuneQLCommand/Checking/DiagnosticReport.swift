import TuneQL
import TuneQLJSON
import TuneQLSyntax

/// The mistakes in several scripts, as people or programs read them.
struct DiagnosticReport {
    private struct Entry {
        var diagnostic: Diagnostic
        /// Nil for what belongs to no file.
        var script: Script?
    }

    private var entries: [Entry] = []
    private var files: Set<String> = []

    /// Adds the mistakes in a script.
    mutating func add(_ diagnostics: [Diagnostic], in script: Script) {
        let known = entries.filter { $0.script?.name == script.name }.map(\.diagnostic)
        // A file may be named, and be read by others as well.
        let fresh = diagnostics.filter { !known.contains($0) }
        entries += fresh.map { Entry(diagnostic: $0, script: script) }
        if !diagnostics.isEmpty { files.insert(script.name ?? "") }
    }

    /// Adds one that belongs to no script.
    mutating func add(_ diagnostic: Diagnostic) {
        entries.append(Entry(diagnostic: diagnostic))
    }

    private func count(_ severity: Diagnostic.Severity) -> Int {
        entries.count { $0.diagnostic.severity == severity }
    }

    var hasErrors: Bool { count(.error) > 0 }
    var hasWarnings: Bool { count(.warning) > 0 }

    /// The numbers of errors and warnings, for people; nil when there are none.
    var summary: String? {
        guard !entries.isEmpty else { return nil }
        let counts = [("error", count(.error)), ("warning", count(.warning))]
            .filter { $0.1 > 0 }
            .map { "\($0.1) \($0.0)\($0.1 == 1 ? "" : "s")" }
        let place = files.count > 1 ? " in \(files.count) files" : ""
        return counts.joined(separator: " and ") + place
    }

    /// The list in a format; nil when there is nothing to write.
    func text(as format: DiagnosticFormat) -> String? {
        if format == .json {
            let lines = entries.map { "  " + json(of: $0).text }
            return lines.isEmpty ? "[]" : "[\n\(lines.joined(separator: ",\n"))\n]"
        }
        guard !entries.isEmpty else { return nil }
        return entries.map { format == .text ? message(of: $0) : annotation(of: $0) }
            .joined(separator: format == .text ? "\n\n" : "\n")
    }

    private func message(of entry: Entry) -> String {
        let diagnostic = entry.diagnostic
        return (entry.script ?? Script(name: nil, text: "")).report(
            diagnostic.severity.rawValue,
            diagnostic.message,
            at: diagnostic.range,
            help: diagnostic.help
        )
    }

    // MARK: For programs

    /// The first and the last place of a mistake, from 1, the end being behind it.
    private func locations(of entry: Entry) -> (SourceText.Location, SourceText.Location)? {
        guard let script = entry.script, let range = entry.diagnostic.range else { return nil }
        let source = SourceText(script.original)
        return (source.location(of: range.lowerBound), source.location(of: range.upperBound))
    }

    private func json(of entry: Entry) -> JSONValue {
        let places = locations(of: entry)
        let number = { (number: Int?) in number.map { JSONValue.number(String($0)) } ?? .null }
        let text = { (text: String?) in text.map { JSONValue.string($0) } ?? .null }
        return [
            "file": text(entry.script?.name),
            "line": number(places?.0.line),
            "column": number(places?.0.column),
            "endLine": number(places?.1.line),
            "endColumn": number(places?.1.column),
            "severity": .string(entry.diagnostic.severity.rawValue),
            "code": .string(entry.diagnostic.code),
            "message": .string(entry.diagnostic.message),
            "help": text(entry.diagnostic.help),
        ]
    }

    /// A workflow command of GitHub Actions, which shows the message beside the line.
    private func annotation(of entry: Entry) -> String {
        var properties: [String] = []
        if let name = entry.script?.name { properties.append("file=\(name.annotated)") }
        if let (start, end) = locations(of: entry) {
            properties += ["line=\(start.line)", "endLine=\(end.line)", "col=\(start.column)"]
            if start.line == end.line { properties.append("endColumn=\(end.column)") }
        }
        properties.append("title=\(entry.diagnostic.code)")
        let help = entry.diagnostic.help.map { "\nhelp: \($0)" } ?? ""
        let message = (entry.diagnostic.message + help).annotated(isProperty: false)
        return "::\(entry.diagnostic.severity.rawValue) \(properties.joined(separator: ","))"
            + "::\(message)"
    }
}

extension String {
    fileprivate var annotated: String { annotated(isProperty: true) }

    /// The text with the escapes of workflow commands.
    fileprivate func annotated(isProperty: Bool) -> String {
        reduce(into: "") { text, character in
            switch character {
            case "%": text += "%25"
            case "\r": text += "%0D"
            case "\n", "\r\n": text += "%0A"
            case ":" where isProperty: text += "%3A"
            case "," where isProperty: text += "%2C"
            default: text.append(character)
            }
        }
    }
}
