/// One record of a file in the format of sqllogictest.
struct LogicRecord {
    enum Sort: String {
        case nosort, rowsort, valuesort
    }

    enum Kind {
        case statement
        /// A statement that has to fail, with this in its message.
        case failure(String)
        case query(types: String, Sort, label: String?, results: [String])
    }

    /// The line of the SQL's first word, from 1.
    let line: Int
    let kind: Kind
    let sql: String
    private let only: [String]
    private let skipped: [String]

    func applies(to engine: String) -> Bool {
        (only.isEmpty || only == [engine]) && !skipped.contains(engine)
    }
}

/// Why a file is none of sqllogictest's.
struct LogicFormatError: Error {
    let line: Int
    let message: String
}

extension LogicRecord {
    typealias Line = (number: Int, text: Substring)

    /// Reads a record: conditions, a head, SQL and, behind `----`, results.
    ///
    /// - Parameter block: Its lines, at least one, without comments and blank lines.
    /// - Throws: ``LogicFormatError`` when it is no record.
    init(_ block: [Line]) throws(LogicFormatError) {
        var only: [String] = []
        var skipped: [String] = []
        var rest = block[...]
        while let words = rest.first?.text.split(separator: " "), words.count == 2,
            ["onlyif", "skipif"].contains(words[0])
        {
            if words[0] == "onlyif" { only.append(String(words[1])) }
            if words[0] == "skipif" { skipped.append(String(words[1])) }
            rest.removeFirst()
        }
        guard let head = rest.popFirst(), let start = rest.first, start.text != "----" else {
            throw LogicFormatError(line: block[0].number, message: "a record needs a head and SQL")
        }
        self.only = only
        self.skipped = skipped
        line = start.number
        let bar = rest.firstIndex { $0.text == "----" } ?? rest.endIndex
        sql = rest[..<bar].map(\.text).joined(separator: "\n")
        kind = try Self.kind(head, rest[bar...].dropFirst().map { String($0.text) })
    }

    private static func kind(_ head: Line, _ results: [String]) throws(LogicFormatError) -> Kind {
        let words = head.text.split(separator: " ").map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("statement", "ok") where words.count == 2 && results.isEmpty: return .statement
        case ("statement", "error") where results.isEmpty:
            return .failure(words.dropFirst(2).joined(separator: " "))
        case ("query", let types?) where types.allSatisfy("TIR".contains):
            guard let sort = Sort(rawValue: words.count > 2 ? words[2] : "nosort") else { break }
            let label = words.count > 3 ? words[3] : nil
            return .query(types: types, sort, label: label, results: results)
        default: break
        }
        throw LogicFormatError(line: head.number, message: "'\(head.text)' starts no record")
    }
}
