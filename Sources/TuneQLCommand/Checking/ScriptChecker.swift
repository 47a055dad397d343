import TuneQL
import TuneQLSyntax
import TuneQLTemplates
import TuneQLText

/// Checks scripts, each in a session of its own.
struct ScriptChecker {
    let engine: Engine
    /// The values of placeholders; nil when they may have any.
    let values: [String: TemplateValue]?
    /// Where values come from, those at the start of a script too.
    let sources: ScriptValues

    /// The mistakes in a script, with ranges in the text as it was written.
    func diagnostics(of script: Script) async throws -> [Diagnostic] {
        let session = try engine.makeSession()
        let script = script.withoutIncludes
        guard let common = values else {
            return await session.check([TemplateMask(script.original, as: .variables)])[0]
        }
        let values = try sources.values(of: script, common).values
        let (filled, unknown) = Self.filled(script, with: values)
        guard let filled else {
            let rest = await session.check([TemplateMask(script.original, as: .variables)])[0]
            return (unknown + rest).sorted {
                ($0.range?.lowerBound ?? 0) < ($1.range?.lowerBound ?? 0)
            }
        }
        return await session.check(filled.text).map { diagnostic in
            var diagnostic = diagnostic
            diagnostic.range = diagnostic.range.map { filled.originalRange(of: $0) }
            return diagnostic
        }
    }

    /// The script with its placeholders filled, or else what is wrong with each of them.
    private static func filled(
        _ script: Script,
        with values: [String: TemplateValue]
    ) -> (Script?, [Diagnostic]) {
        var script = script
        var found: [Diagnostic] = []
        while found.count < 100 {
            do throws(ScriptError) {
                let filled = try script.filled(with: values)
                return (found.isEmpty ? filled : nil, found)
            } catch {
                found.append(Diagnostic(error.error))
                guard let range = error.error.range, !range.isEmpty else { break }
                script.original = script.original.blanking(range)
            }
        }
        return (nil, found)
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
