import ProgramSupport
import Testing

/// A script with what it has to answer: `Tests/Scenarios/<topic>/<name>.iql`, `.out` and `.err`.
///
/// `.out` is stdout; `.err` is stderr, and `[exit code N]` when that is not 0. A file that would be
/// empty does not exist. The script's first lines may be `-- arguments: …` with what stands on the
/// command line, and `-- only: in process` where URLs of the service are shown or the emulator is
/// set up by the arguments.
struct Scenario: Sendable, CustomTestStringConvertible {
    static let directory = "Tests/Scenarios"

    let topic: String
    let name: String
    let arguments: [String]
    let isInProcessOnly: Bool

    init(topic: String, name: String) {
        self.topic = topic
        self.name = name
        let text = ProjectFiles.text("\(Self.directory)/\(topic)/\(name).iql") ?? ""
        let header = text.split(separator: "\n").prefix { $0.hasPrefix("-- ") }
        arguments = header.compactMap { $0.droppingPrefix("-- arguments: ") }.flatMap(shellWords)
        isInProcessOnly = header.contains("-- only: in process")
    }

    static let all = ProjectFiles.names(in: directory).flatMap { topic in
        ProjectFiles.names(in: "\(directory)/\(topic)").filter { $0.hasSuffix(".iql") }
            .map { Scenario(topic: topic, name: String($0.dropLast(4))) }
    }

    var testDescription: String { "\(topic)/\(name)" }

    private var path: String { "\(Self.directory)/\(topic)/\(name)" }

    var expectedOutput: String { ProjectFiles.text("\(path).out") ?? "" }
    var expectedReport: String { ProjectFiles.text("\(path).err") ?? "" }

    /// Runs the script where its files are, so that messages name it without a directory.
    ///
    /// One that replays a recording has no service behind it.
    func outcome(_ backend: [String]) throws -> Program.Outcome {
        try Program.run(
            ["exec"] + (arguments.contains("--replay") ? [] : backend) + arguments + [
                "-i", "\(name).iql",
            ],
            directory: "\(ProjectFiles.root)/\(Self.directory)/\(topic)"
        )
    }

    func rewrite(_ outcome: Program.Outcome) throws {
        try ProjectFiles.write(outcome.output, to: "\(path).out")
        try ProjectFiles.write(outcome.report, to: "\(path).err")
    }
}

extension Substring {
    fileprivate func droppingPrefix(_ prefix: String) -> Substring? {
        hasPrefix(prefix) ? dropFirst(prefix.count) : nil
    }
}

/// The words of a command line; quotes keep blanks together.
private func shellWords(_ line: Substring) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in line {
        if character == quote {
            quote = nil
        } else if quote == nil, character == "'" || character == "\"" {
            quote = character
            word = word ?? ""
        } else if quote == nil, character == " " {
            if let word { words.append(word) }
            word = nil
        } else {
            word = (word ?? "") + String(character)
        }
    }
    return words + (word.map { [$0] } ?? [])
}
