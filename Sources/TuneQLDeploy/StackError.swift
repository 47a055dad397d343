/// A stack that cannot be read, or a step of it that failed.
package struct StackError: Error, Sendable, Hashable {
    /// The ways in which a stack fails.
    package enum Kind: Sendable, Hashable {
        /// The files of the stack are wrong; nothing was sent.
        case stack
        /// A statement failed.
        case statement
        /// The user ended the run.
        case interrupted
    }

    package var kind: Kind
    package var message: String
    package var help: String?
    /// The file, and the line in it, from 1.
    package var file: String?
    package var line: Int?

    package init(
        _ kind: Kind = .stack,
        _ message: String,
        help: String? = nil,
        file: String? = nil,
        line: Int? = nil
    ) {
        self.kind = kind
        self.message = message
        self.help = help
        self.file = file
        self.line = line
    }
}

extension StackError: CustomStringConvertible {
    /// The place, the message, and the help on a line of its own.
    package var description: String {
        var text = "error: \(message)"
        if let file { text = file + (line.map { ":\($0)" } ?? "") + ": " + text }
        return help.map { "\(text)\nhelp: \($0)" } ?? text
    }
}
