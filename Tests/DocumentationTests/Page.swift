import ProgramSupport
import Testing

/// A fenced block of a page.
struct Block: Sendable, CustomTestStringConvertible {
    /// The page's path in the project.
    let page: String
    /// The line of the opening fence, from 1.
    let line: Int
    /// What stands behind the opening fence: the language, then marks of ours.
    let words: [Substring]
    let text: String

    var language: Substring { words.first ?? "" }
    var isExpectedToFail: Bool { words.contains("fails") }
    var testDescription: String { "\(page):\(line)" }
}

/// The pages that people read, and the blocks in them.
enum Page {
    static let all =
        ["README.md", "CHANGELOG.md", "Tests/README.md"]
        + ["docs", "docs/decisions", "docs/reference"].flatMap { directory in
            ProjectFiles.names(in: directory).filter { $0.hasSuffix(".md") }
                .map { "\(directory)/\($0)" }
        }

    static func text(_ page: String) -> String { ProjectFiles.text(page) ?? "" }

    /// The fenced blocks of a page, in order.
    static func blocks(_ page: String) -> [Block] {
        var blocks: [Block] = []
        var open: (line: Int, words: [Substring], lines: [Substring])?
        for (index, line) in text(page).split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            if line.hasPrefix("```") {
                if let block = open {
                    blocks.append(
                        Block(
                            page: page,
                            line: block.line,
                            words: block.words,
                            text: block.lines.map { $0 + "\n" }.joined()
                        )
                    )
                    open = nil
                } else {
                    open = (index + 1, line.dropFirst(3).split(separator: " "), [])
                }
            } else {
                open?.lines.append(line)
            }
        }
        return blocks
    }

    /// The targets of a page's links, without those to other sites.
    static func links(_ page: String) -> [String] {
        text(page).split(separator: "](").dropFirst().compactMap { part in
            let target = part.prefix { $0 != ")" }
            return target.hasPrefix("http") || target.hasPrefix("#")
                ? nil : String(target.prefix { $0 != "#" })
        }
    }
}
