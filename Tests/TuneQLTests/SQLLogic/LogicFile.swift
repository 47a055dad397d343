import ProgramSupport
import Testing

/// A file of `Tests/SQLLogic`: records that a world's tables are asked, in order.
struct LogicFile: Sendable, CustomTestStringConvertible {
    static let directory = "Tests/SQLLogic"
    static let all = LogicWorld.Kind.allCases.flatMap { world in
        ProjectFiles.names(in: "\(directory)/\(world)").filter { $0.hasSuffix(".test") }
            .map { LogicFile(world: world, name: $0) }
    }

    let world: LogicWorld.Kind
    let name: String

    var testDescription: String { "\(world)/\(name)" }
    var path: String { "\(Self.directory)/\(world)/\(name)" }

    func script() throws -> LogicScript {
        try LogicScript(ProjectFiles.text(path) ?? "halt")
    }
}

/// The records of a file.
struct LogicScript {
    private(set) var records: [LogicRecord] = []
    /// Results with more values than this stand as a hash; 0 is without limit.
    private(set) var hashThreshold = 0

    init(_ text: String) throws(LogicFormatError) {
        var block: [LogicRecord.Line] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if line == "halt", block.isEmpty { break }
            // What stands below the bar is a result, even when it looks like a comment.
            if line.hasPrefix("#"), !block.contains(where: { $0.text == "----" }) { continue }
            guard line.isEmpty else {
                block.append((index + 1, line))
                continue
            }
            try add(block)
            block = []
        }
        try add(block)
    }

    private mutating func add(_ block: [LogicRecord.Line]) throws(LogicFormatError) {
        let words = block.first?.text.split(separator: " ") ?? []
        if words.isEmpty { return }
        if words[0] == "hash-threshold", words.count == 2, let threshold = Int(words[1]) {
            hashThreshold = threshold
        } else {
            records.append(try LogicRecord(block))
        }
    }
}
