/// The difference of two texts, as `diff -u` writes it.
struct LineDifference {
    private struct Line {
        var sign: Character
        var text: Substring
    }

    private static let context = 3

    private let name: String
    private var lines: [Line] = []

    init(_ old: String, _ new: String, name: String) {
        self.name = name
        let olds = old.split(separator: "\n", omittingEmptySubsequences: false)
        let news = new.split(separator: "\n", omittingEmptySubsequences: false)
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in news.difference(from: olds) {
            switch change {
            case .remove(let place, _, _): removed.insert(place)
            case .insert(let place, _, _): added.insert(place)
            }
        }
        var (before, after) = (0, 0)
        while before < olds.count || after < news.count {
            if removed.contains(before) {
                lines.append(Line(sign: "-", text: olds[before]))
                before += 1
            } else if added.contains(after) {
                lines.append(Line(sign: "+", text: news[after]))
                after += 1
            } else {
                lines.append(Line(sign: " ", text: olds[before]))
                before += 1
                after += 1
            }
        }
    }

    /// The head and the parts with changes, each with three lines around them.
    var text: String {
        var output = ["--- \(name)", "+++ \(name) (formatted)"]
        for hunk in hunks {
            let before = lines[..<hunk.lowerBound]
            let part = lines[hunk]
            output.append(
                "@@ -\(before.count { $0.sign != "+" } + 1),\(part.count { $0.sign != "+" })"
                    + " +\(before.count { $0.sign != "-" } + 1),\(part.count { $0.sign != "-" }) @@"
            )
            output += part.map { "\($0.sign)\($0.text)" }
        }
        return output.joined(separator: "\n")
    }

    private var hunks: [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (place, line) in lines.enumerated() where line.sign != " " {
            let start = max(0, place - Self.context)
            let end = min(lines.count, place + Self.context + 1)
            if let last = hunks.last, last.upperBound >= start {
                hunks[hunks.count - 1] = last.lowerBound..<end
            } else {
                hunks.append(start..<end)
            }
        }
        return hunks
    }
}
