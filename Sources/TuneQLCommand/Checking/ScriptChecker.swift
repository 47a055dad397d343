import TuneQL
import TuneQLSyntax
import TuneQLTemplates
import TuneQLText

/// Checks scripts, each with the files that it reads in a session of its own.
struct ScriptChecker {
    /// A script and its mistakes, with ranges in the text as it was written.
    struct Checked {
        var script: Script
        var found: [Diagnostic] = []
    }

    /// Statements between two lines that read files.
    private struct Part {
        /// The place of its script among those that are checked.
        var index: Int
        var script: Script
        var text: TemplateMask
    }

    let engine: Engine
    /// The values of placeholders; nil when they may have any.
    let values: [String: TemplateValue]?
    /// Where values come from, those at the start of a script too.
    let sources: ScriptValues

    private static let maximumDepth = 16

    /// The mistakes in a script, and in the files that it reads.
    func check(_ script: Script) async throws -> [Checked] {
        var checked: [Checked] = []
        let parts = try parts(of: script, depth: 0, &checked)
        let found = try await engine.makeSession().check(parts.map(\.text))
        for (part, diagnostics) in zip(parts, found) {
            checked[part.index].found += diagnostics.map { diagnostic in
                var diagnostic = diagnostic
                diagnostic.range = diagnostic.range.map { part.script.originalRange(of: $0) }
                return diagnostic
            }
        }
        for index in checked.indices {
            checked[index].found.sort {
                ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0)
            }
        }
        return checked
    }

    /// The parts of a script and of the files that it reads, in the order in which they are run.
    private func parts(
        of script: Script,
        depth: Int,
        _ checked: inout [Checked]
    ) throws -> [Part] {
        let index = checked.count
        checked.append(Checked(script: script))
        let filled = try filled(script, &checked[index].found)
        let script = filled ?? script
        var parts: [Part] = []
        for part in script.parts() {
            guard let include = part.include else {
                let text = part.script.text
                let mask =
                    filled == nil ? TemplateMask(text, as: .variables) : TemplateMask(plain: text)
                parts.append(Part(index: index, script: part.script, text: mask))
                continue
            }
            guard depth < Self.maximumDepth, !include.path.contains("{{") else { continue }
            guard let file = file(include, of: script, &checked[index].found) else { continue }
            parts += try self.parts(of: file, depth: depth + 1, &checked)
        }
        return parts
    }

    /// The file that a line reads; nil, with its mistake noted, when it cannot be read.
    private func file(
        _ include: IncludeLine,
        of script: Script,
        _ found: inout [Diagnostic]
    ) -> Script? {
        do throws(ScriptError) {
            return try script.included(include)
        } catch {
            var diagnostic = Diagnostic(error.error)
            diagnostic.range = diagnostic.range.map { script.originalRange(of: $0) }
            found.append(diagnostic)
            return nil
        }
    }

    // MARK: Placeholders

    /// The script with its placeholders filled; nil where they may have any value.
    ///
    /// With values, notes what is wrong with each placeholder that cannot be filled.
    private func filled(_ script: Script, _ found: inout [Diagnostic]) throws -> Script? {
        guard let common = values else {
            // A script may bring all of its values along.
            guard (try? script.embeddedValues()) != nil else { return nil }
            return try? script.filled(with: sources.values(of: script, [:]).values)
        }
        let values = try sources.values(of: script, common).values
        var script = script
        while found.count < 100 {
            do throws(ScriptError) {
                let filled = try script.filled(with: values)
                return found.isEmpty ? filled : nil
            } catch {
                found.append(Diagnostic(error.error))
                guard let range = error.error.range, !range.isEmpty else { break }
                script.original = script.original.blanking(range)
            }
        }
        return nil
    }

    /// The texts of a script's placeholders and blocks, one a line.
    static func constructs(in script: Script) -> String {
        let bytes = Array(script.original.utf8)
        return TemplateMask(script.original, as: .words).constructs
            .map { String(decoding: bytes[$0], as: UTF8.self) }
            .joined(separator: "\n")
    }

    /// Whether a name is a word in the texts of placeholders.
    static func mentions(_ name: String, in constructs: String) -> Bool {
        constructs.utf8.split { !$0.continuesName && $0 != UInt8(ascii: "-") }.contains {
            $0.elementsEqual(name.utf8)
        } || (name.contains(".") && constructs.contains(name))
    }
}

extension String {
    /// The text with zeros in place of a range, so that all offsets stay.
    fileprivate func blanking(_ range: Range<Int>) -> String {
        var bytes = Array(utf8)
        for index in range where bytes.indices.contains(index) {
            bytes[index] = UInt8(ascii: "0")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
