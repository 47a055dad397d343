/// Writes a layout in lines of a certain width.
struct LayoutWriter {
    private let width: Int
    private(set) var output: String
    private var column: Int
    /// Whether the line has nothing but blanks so far.
    private var isLineEmpty: Bool
    /// Whether a new line is due before the next text.
    private var isBreakDue = false
    private var pending: [Item] = []

    private struct Item {
        var indent: Int
        var isFlat: Bool
        var layout: Layout
    }

    /// Prepares to write after `column` characters on the line.
    init(width: Int, column: Int = 0) {
        (self.width, self.column, isLineEmpty) = (width, column, column == 0)
        output = ""
    }

    mutating func write(_ layout: Layout) {
        pending = [Item(indent: 0, isFlat: false, layout: layout)]
        while let item = pending.popLast() { write(item) }
    }

    private mutating func write(_ item: Item) {
        switch item.layout {
        case .text(let text): write(text, item.indent)
        case .line where item.isFlat: if !isBreakDue { write(" ", item.indent) }
        case .softLine where item.isFlat: break
        case .line, .softLine, .hardLine: newLine(item.indent)
        case .breakAfter: isBreakDue = true
        case .breakBefore: if !isLineEmpty { newLine(item.indent) }
        case .nest(let amount, let inner):
            pending.append(Item(indent: item.indent + amount, isFlat: item.isFlat, layout: inner))
        case .group(let inner):
            let isFlat = item.isFlat || !isBreakDue && fits(inner)
            pending.append(Item(indent: item.indent, isFlat: isFlat, layout: inner))
        case .sequence(let parts):
            for part in parts.reversed() {
                pending.append(Item(indent: item.indent, isFlat: item.isFlat, layout: part))
            }
        }
    }

    private mutating func write(_ text: String, _ indent: Int) {
        if isBreakDue {
            newLine(indent)
            if text == " " { return }
        }
        if text == " ", isLineEmpty { return }
        isLineEmpty = false
        output += text
        let last = text.utf8.lastIndex(of: UInt8(ascii: "\n"))
        column = last.map { text[text.utf8.index(after: $0)...].count } ?? column + text.count
    }

    private mutating func newLine(_ indent: Int) {
        while output.utf8.last == UInt8(ascii: " ") { output.removeLast() }
        output += "\n" + String(repeating: " ", count: indent)
        column = indent
        isBreakDue = false
        isLineEmpty = true
    }

    /// Whether a group, and what follows it up to the next possible break, fits on the line.
    private func fits(_ group: Layout) -> Bool {
        var room = width - column
        var next = pending.count
        var stack = [Item(indent: 0, isFlat: true, layout: group)]
        while room >= 0 {
            if stack.isEmpty {
                guard next > 0 else { return true }
                next -= 1
                stack.append(pending[next])
            }
            guard let item = stack.popLast() else { return true }
            switch item.layout {
            case .text(let text):
                let first = text.prefix { $0 != "\n" }
                room -= first.count
                if first.endIndex < text.endIndex { return room >= 0 && !item.isFlat }
            case .line where item.isFlat: room -= 1
            case .softLine where item.isFlat: break
            case .line, .softLine: return true
            // A comment inside keeps a group from being one line; one behind it ends the line.
            case .hardLine, .breakAfter, .breakBefore: return !item.isFlat
            case .nest(_, let inner), .group(let inner):
                stack.append(Item(indent: 0, isFlat: item.isFlat, layout: inner))
            case .sequence(let parts):
                for part in parts.reversed() {
                    stack.append(Item(indent: 0, isFlat: item.isFlat, layout: part))
                }
            }
        }
        return false
    }
}
