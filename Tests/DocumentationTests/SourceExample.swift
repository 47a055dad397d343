import ProgramSupport

/// A block of Swift in a doc comment.
struct SourceExample: Sendable {
    /// The file and the line of the opening fence.
    let place: String
    /// The lines without indentation and without empty ones, each between line feeds.
    let text: String

    /// The examples of all targets.
    static let all = files(below: "Sources").flatMap { path in
        all(in: path, ProjectFiles.text(path) ?? "")
    }

    /// The examples of a file, in order.
    static func all(in path: String, _ text: String) -> [SourceExample] {
        var examples: [SourceExample] = []
        var open: (line: Int, lines: [String])?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            let line = line.drop { $0 == " " }
            guard line.hasPrefix("///") else {
                open = nil
                continue
            }
            let content = line.dropFirst(3).drop { $0 == " " }
            if let example = open, content == "```" {
                examples.append(
                    SourceExample(place: "\(path):\(example.line)", text: unindented(example.lines))
                )
                open = nil
            } else if open == nil, content == "```swift" {
                open = (index + 1, [])
            } else {
                open?.lines.append(String(content))
            }
        }
        return examples
    }

    /// Lines as examples and tests compare them.
    static func unindented(_ lines: [String]) -> String {
        let texts = lines.map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
        return "\n" + texts.map { $0 + "\n" }.joined()
    }

    private static func files(below directory: String) -> [String] {
        ProjectFiles.names(in: directory).flatMap { name -> [String] in
            let path = "\(directory)/\(name)"
            return path.hasSuffix(".swift") ? [path] : files(below: path)
        }
    }
}
