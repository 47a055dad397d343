import TuneQLText

/// Whether the end of a text is where a value of an INSERT begins.
struct InsertPlace {
    private enum Phase {
        /// Before the first word of a statement, and before the verb that follows WITH.
        case start, with
        /// Between INSERT and its rows.
        case target
        /// In the rows of VALUES, and in the results of a SELECT.
        case values, results
        case other
    }

    private var phase = Phase.start
    private var depth = 0
    private var word: [UInt8] = []
    private var followsMark = false

    /// Whether a value begins here.
    var isItem: Bool {
        guard followsMark, word.isEmpty else { return false }
        return switch phase {
        case .values: depth == 1
        case .results: depth == 0
        default: false
        }
    }

    /// Notes a byte of code.
    mutating func pass(_ byte: UInt8) {
        if byte.continuesName {
            if word.count < 12 { word.append(byte.asciiUppercased) }
            return
        }
        endWord()
        switch byte {
        case UInt8(ascii: "("):
            depth += 1
            followsMark = true
        case UInt8(ascii: ")"):
            depth = max(0, depth - 1)
            followsMark = false
        case UInt8(ascii: ","): followsMark = true
        case UInt8(ascii: ";"):
            if depth == 0 { self = InsertPlace() }
        case _ where byte.isBlank: break
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "#"): isMark = true
        case UInt8(ascii: "*") where isMark: break
        case UInt8(ascii: "'"): if isMark { followsMark = false }
        default: followsMark = false
        }
        if isMark, !byte.isBlank, !"-/#*".utf8.contains(byte) { isMark = false }
    }

    /// Whether the last byte may begin a comment.
    private var isMark = false

    /// Notes that a comment began, whose first byte was taken for code.
    mutating func leaveMark() { isMark = false }

    /// Notes a value.
    mutating func operand() {
        endWord()
        followsMark = false
    }

    private mutating func endWord() {
        guard !word.isEmpty else { return }
        defer { word = [] }
        followsMark = false
        let text = String(decoding: word, as: UTF8.self)
        guard depth == 0 else { return }
        switch (phase, text) {
        case (.start, "INSERT"), (.start, "REPLACE"), (.with, "INSERT"), (.with, "REPLACE"):
            phase = .target
        case (.start, "WITH"): phase = .with
        case (.start, "EXPLAIN"), (.start, "ANALYZE"), (.start, "QUERY"), (.start, "PLAN"): break
        case (.start, _): phase = .other
        case (.target, "VALUES"): phase = .values
        case (.target, "SELECT"):
            phase = .results
            followsMark = true
        case (.results, "DISTINCT"), (.results, "ALL"): followsMark = true
        case (.results, "UNION"), (.results, "EXCEPT"), (.results, "INTERSECT"): phase = .target
        case (.results, "FROM"), (.results, "WHERE"), (.results, "RETURNING"),
            (.values, "RETURNING"), (.values, "ON"):
            phase = .other
        default: break
        }
    }
}
