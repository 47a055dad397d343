/// Lines that occur in two targets.
enum Repetition {
    /// The number of equal lines that make a repetition.
    static let length = 6

    /// A line that counts, with its position.
    private struct Line {
        /// Equal for equal lines, without their indentation.
        let number: Int
        let file: SourceFile
        let index: Int
    }

    /// The runs of equal lines in files of different targets, as `path:line = path:line`.
    ///
    /// Only the first run of two files is found. Empty lines, comments, imports and lines of
    /// punctuation do not count.
    static func all(in files: [SourceFile]) -> [String] {
        var numbers: [Substring: Int] = [:]
        var known: [ArraySlice<Int>: Line] = [:]
        var pairs: Set<[String]> = []
        var found: [String] = []
        for file in files {
            let lines = lines(of: file, &numbers)
            for start in lines.indices.dropLast(length - 1) {
                let run = lines[start..<(start + length)].map(\.number)[...]
                let line = lines[start]
                guard let first = known[run] else {
                    known[run] = line
                    continue
                }
                guard first.file.target != file.target,
                    pairs.insert([first.file.path, file.path]).inserted
                else { continue }
                found.append(
                    "\(first.file.path):\(first.index + 1) = \(file.path):\(line.index + 1)"
                )
            }
        }
        return found
    }

    private static func lines(of file: SourceFile, _ numbers: inout [Substring: Int]) -> [Line] {
        let importing = Set(file.imports.map(\.line))
        var lines: [Line] = []
        for (index, line) in file.lines.enumerated() where !importing.contains(index + 1) {
            let text = line.drop { $0 == " " }
            guard !text.hasPrefix("//"), text.utf8.contains(where: isWordByte) else { continue }
            let number = numbers[text, default: numbers.count]
            numbers[text] = number
            lines.append(Line(number: number, file: file, index: index))
        }
        return lines
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: false
        }
    }
}
