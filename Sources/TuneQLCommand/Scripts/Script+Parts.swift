import TuneQL
import TuneQLSyntax
import TuneQLTemplates

extension Script {
    /// A run of statements, or a line that reads a file.
    struct Part {
        var script: Script
        var include: IncludeLine?
    }

    /// The block of values that the script begins with.
    func embeddedValues() throws(ScriptError) -> EmbeddedValues? {
        do {
            return try EmbeddedValues(in: original)
        } catch {
            throw self.error(error.message, at: error.range)
        }
    }

    /// The parts between the lines that read files, all with the places of this script.
    func parts() -> [Part] {
        let lines = IncludeLine.all(in: text)
        guard !lines.isEmpty else { return [Part(script: self)] }
        var parts: [Part] = []
        var start = 0
        for line in lines {
            parts.append(Part(script: keeping(start..<line.range.lowerBound)))
            parts.append(Part(script: self, include: line))
            start = line.range.upperBound
        }
        parts.append(Part(script: keeping(start..<text.utf8.count)))
        return parts
    }

    /// The script with blanks for the lines that read files.
    var withoutIncludes: Script {
        var bytes = Array(original.utf8)
        let block = (try? embeddedValues()) ?? nil
        for line in IncludeLine.all(in: block?.removed(from: original) ?? original) {
            for index in line.range { bytes[index] = UInt8(ascii: " ") }
        }
        return Script(name: name, text: String(decoding: bytes, as: UTF8.self))
    }

    /// The script of a file that a line reads.
    ///
    /// `.read` and `\i` name a file as from the working directory, `\ir` as from this script's.
    func included(_ line: IncludeLine) throws(ScriptError) -> Script {
        let path = line.isRelative ? sibling(line.path) : line.path
        do throws(CommandError) {
            return Script(name: path, text: try Files.text(of: path))
        } catch {
            let beside = sibling(line.path)
            let help =
                !line.isRelative && beside != path && Files.isReadable(beside)
                ? "\\ir \(line.path) reads the file beside this script" : nil
            throw self.error(error.description, at: line.range, help: help)
        }
    }

    /// A path from the directory of this script.
    func sibling(_ path: String) -> String {
        guard !path.hasPrefix("/"), let name, let slash = name.lastIndex(of: "/") else {
            return path
        }
        return name[...slash] + path
    }

    /// A failure at a place of the filled text.
    func error(_ message: String, at range: Range<Int>, help: String? = nil) -> ScriptError {
        ScriptError(error: QueryError(.syntax, message, range: range, help: help), script: self)
    }
}
