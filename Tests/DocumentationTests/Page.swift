import ProgramSupport
import Testing

/// A fenced block of a page.
struct Block: Sendable, CustomTestStringConvertible {
    /// The page's path in the project.
    let page: String
    /// The line of the opening fence, from 1.
    let line: Int
    /// The words of the opening fence: the language, then marks of ours.
    let words: [Substring]
    let text: String

    var language: Substring { words.first ?? "" }
    var isExpectedToFail: Bool { words.contains("fails") }
    var testDescription: String { "\(page):\(line)" }
}

/// The project's pages, with their blocks, links and headings.
enum Page {
    static let all =
        ["README.md", "CHANGELOG.md", "SECURITY.md", "Tests/README.md"]
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

    /// The links of a page, without those to other sites.
    static func links(_ page: String) -> [Link] {
        text(page).split(separator: "](").dropFirst().compactMap { part in
            let target = part.prefix { $0 != ")" }
            return target.hasPrefix("http") ? nil : Link(String(target), on: page)
        }
    }

    /// The anchors that GitHub gives to the headings of a page.
    static func anchors(_ page: String) -> Set<String> {
        var anchors: Set<String> = []
        var isFenced = false
        for line in text(page).split(separator: "\n") {
            if line.hasPrefix("```") { isFenced.toggle() }
            guard !isFenced, line.hasPrefix("#") else { continue }
            let anchor = anchor(of: line.drop { $0 == "#" }.dropFirst())
            // Equal headings get numbers.
            let numbers = sequence(first: 1) { $0 + 1 }.lazy.map { "\(anchor)-\($0)" }
            let free = anchors.contains(anchor) ? numbers.first { !anchors.contains($0) } : anchor
            anchors.insert(free ?? anchor)
        }
        return anchors
    }

    private static func anchor(of heading: Substring) -> String {
        heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
            .replacing(" ", with: "-")
    }
}
