import ProgramSupport

/// A Swift file of the project.
struct SourceFile: Sendable {
    /// The path in the project, such as `Sources/TuneQLText/CSV/CSVReader.swift`.
    let path: String
    let lines: [Substring]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The number of lines, as `wc -l` counts them.
    var lineCount: Int { lines.count - 1 }

    /// The folder below `Sources`, such as `TuneQLText`.
    var target: Substring { path.split(separator: "/").dropFirst().first ?? "" }

    /// The modules that the file imports, each with the number of its line.
    var imports: [(line: Int, module: Substring)] {
        lines.enumerated().compactMap { index, line in
            Self.module(importedBy: line).map { (index + 1, $0) }
        }
    }

    /// The module that a line imports: `package import TuneQLJSON`, `import struct Glibc.stat`.
    private static func module(importedBy line: Substring) -> Substring? {
        let words = line.split { $0 == " " || $0 == "\t" }
        guard let keyword = words.firstIndex(of: "import") else { return nil }
        let isModified = words[..<keyword].allSatisfy {
            $0.hasPrefix("@") || ["public", "package", "internal", "private"].contains($0)
        }
        guard isModified else { return nil }
        let kinds: Set<Substring> = [
            "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
        ]
        return words[(keyword + 1)...].drop { kinds.contains($0) }.first?.split(separator: ".")
            .first
    }
}

extension SourceFile {
    /// The files of all targets.
    static let all = files(below: "Sources")

    private static func files(below directory: String) -> [SourceFile] {
        ProjectFiles.names(in: directory).flatMap { name -> [SourceFile] in
            let path = "\(directory)/\(name)"
            guard path.hasSuffix(".swift") else { return files(below: path) }
            return ProjectFiles.text(path).map { [SourceFile(path: path, text: $0)] } ?? []
        }
    }
}
