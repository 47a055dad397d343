import TuneQL
import TuneQLSyntax
import TuneQLTemplates

/// A text of statements, and its name in messages.
struct Script {
    /// A file's name; nil for SQL from the command line.
    var name: String?
    /// The text as it was written, to which messages refer.
    var original: String
    /// The text with its placeholders filled, which is run.
    private(set) var text: String
    private var filled: RewrittenSQL?

    init(name: String?, text: String) {
        self.name = name
        original = text
        self.text = text
    }

    /// The script with the placeholders of its text filled.
    ///
    /// - Parameters:
    ///   - text: The text without the values at its start.
    ///   - values: The values by name.
    ///   - readsFiles: Whether the text may include files, by their paths from the script's.
    /// - Returns: The script that is to be run.
    /// - Throws: ``ScriptError`` for a tag that is malformed, or a name without a value.
    func filled(
        _ text: String,
        with values: [String: TemplateValue],
        readingFiles readsFiles: Bool
    ) throws(ScriptError) -> Script {
        var script = self
        var context = TemplateContext(values)
        if readsFiles {
            context.include = { (path) throws(TemplateFailure) in
                do throws(CommandError) {
                    return try Files.text(of: sibling(path))
                } catch {
                    throw TemplateFailure(error.description)
                }
            }
        }
        do throws(SyntaxError) {
            let filled = try Template(text).filled(with: context)
            script.filled = filled
            script.text = filled.text
        } catch {
            throw self.error(
                error.message,
                at: error.range,
                help: error.message.contains("has no value")
                    ? "values come from --var name=value or --iqldata FILE" : nil
            )
        }
        return script
    }

    /// The script with its placeholders filled, and without the values at its start.
    ///
    /// - Throws: ``ScriptError`` as ``filled(_:with:readingFiles:)`` does.
    func filled(with values: [String: TemplateValue]) throws(ScriptError) -> Script {
        let text = try embeddedValues()?.removed(from: original) ?? original
        return try filled(text, with: values, readingFiles: true)
    }

    /// The script with blanks for all of its text but a part.
    func keeping(_ range: Range<Int>) -> Script {
        var script = self
        let bytes = text.utf8.enumerated().map { offset, byte in
            range.contains(offset) || byte == 0x0A ? byte : 0x20
        }
        script.text = String(decoding: bytes, as: UTF8.self)
        return script
    }

    /// The range of the original that a range of the filled text comes from.
    func originalRange(of range: Range<Int>) -> Range<Int> {
        filled?.sourceRange(of: range) ?? range
    }
}

/// A failure with its position in a script.
struct ScriptError: Error {
    var error: QueryError
    var script: Script

    /// The failure as a message for people: the error, its position and the help.
    var report: String {
        let kind = error.code == .truncated ? "warning" : "error"
        return script.report(kind, error.message, range: error.range, help: error.help)
    }
}

extension Script {
    /// A warning as a message for people.
    func report(_ warning: QueryWarning) -> String {
        report("warning", warning.message, range: warning.range, help: warning.help)
    }

    /// A message with its position in the script, if it has one.
    fileprivate func report(
        _ kind: String,
        _ message: String,
        range: Range<Int>?,
        help: String?
    ) -> String {
        report(kind, message, at: range.map { originalRange(of: $0) }, help: help)
    }

    /// A message with its position in the text as it was written, if it has one.
    func report(
        _ kind: String,
        _ message: String,
        at range: Range<Int>?,
        help: String?
    ) -> String {
        var lines = ["\(kind): \(message)"]
        if let range {
            let source = SourceText(original)
            if let name {
                let location = source.location(of: range.lowerBound)
                lines[0] = "\(name):\(location.line):\(location.column): \(lines[0])"
            }
            lines += source.excerpt(of: range).split(separator: "\n").map { "  \($0)" }
        } else if let name {
            lines[0] = "\(name): \(lines[0])"
        }
        if let help { lines.append("help: \(help)") }
        return lines.joined(separator: "\n")
    }
}

extension QueryError.Code {
    /// The exit code of a program that ends with this error.
    var exitCode: Int32 {
        switch self {
        case .api, .transport, .unknownOutcome, .notRecorded: 2
        case .partial, .truncated: 3
        case .credentials: 4
        case .quota: 5
        case .timeout: 124
        case .cancelled: 130
        default: 1
        }
    }
}
