import TuneQLSyntax

/// The lines entered so far, up to where something can run.
struct EnteredText {
    /// What a line has brought about.
    enum Step {
        /// More lines are needed.
        case incomplete
        /// A statement, or several, and how they end.
        case statement(StatementEnding?)
        case meta(MetaLine)
    }

    private(set) var text = ""
    /// The text with the command that ends it.
    private(set) var typed = ""
    /// The number of the text's first line in its file.
    private(set) var firstLine = 1
    /// The number of the last line.
    private(set) var line = 0

    /// Whether nothing but blanks and comments has been entered.
    var isEmpty: Bool { text.isEmpty }

    /// What is open at the end of the text; nil when nothing is.
    var opening: Completeness.Opening? {
        guard !isEmpty, case .open(let opening) = StatementReader.completeness(of: text) else {
            return nil
        }
        return opening
    }

    /// Takes a line.
    mutating func add(_ added: String) -> Step {
        line += 1
        if let meta = MetaLine(added, isInside: !isEmpty), !isQuoting { return .meta(meta) }
        if isEmpty {
            guard added.utf8.contains(where: { $0 > 0x20 }) else { return .incomplete }
            firstLine = line
            text = added
        } else {
            text += "\n" + added
        }
        return step(after: added)
    }

    /// Only a semicolon or a backslash can end a statement; a long text is not read for each line.
    private mutating func step(after added: String) -> Step {
        typed = text
        if added.utf8.contains(UInt8(ascii: "\\")),
            let (statement, ending) = StatementEnding.split(text)
        {
            text = statement
            return .statement(ending)
        }
        guard added.utf8.contains(UInt8(ascii: ";")), StatementReader.isComplete(text) else {
            return .incomplete
        }
        return .statement(nil)
    }

    /// Replaces the text, as an editor does.
    mutating func replace(with text: String) {
        self.text = text
    }

    /// Drops the text.
    mutating func clear() {
        text = ""
    }

    /// Whether the next line starts inside of quotes or a comment.
    private var isQuoting: Bool {
        switch opening {
        case .string, .name, .comment: true
        case .parenthesis, .statement, nil: false
        }
    }
}
