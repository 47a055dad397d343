extension Schema {
    /// Reads the compact tables of messages and enums.
    init(messageText: String, enumText: String) {
        for (name, body) in Self.entries(of: messageText) {
            let fields = body.split(separator: ";").compactMap { Self.field(String($0)) }
            messages[name] = SchemaMessage(name: name, fields: fields)
        }
        for (name, body) in Self.entries(of: enumText) {
            enums[name] = Enumeration(name: name, numbers: Self.numbers(body))
        }
    }

    /// The names at the margin, each with the indented lines below it as one line.
    private static func entries(of text: String) -> [(name: String, body: String)] {
        var entries: [(name: String, body: String)] = []
        for line in text.split(separator: "\n") {
            if line.hasPrefix(" "), let last = entries.indices.last {
                entries[last].body += line.drop { $0 == " " } + " "
            } else {
                entries.append((String(line), ""))
            }
        }
        return entries
    }

    private static func field(_ text: String) -> SchemaField? {
        let words = text.split(separator: " ")
        guard words.count == 2 else { return nil }
        let marked = words[0].split(separator: "!", omittingEmptySubsequences: false)
        let names = marked[0].split(separator: "@")
        let isList = words[1].hasPrefix("[")
        return SchemaField(
            name: String(names[0]),
            oneof: names.count > 1 ? String(names[1]) : nil,
            isOutputOnly: marked.count > 1,
            isList: isList,
            type: type(isList ? words[1].dropFirst().dropLast() : words[1])
        )
    }

    private static func type(_ word: Substring) -> SchemaType {
        switch word {
        case "s": .string
        case "b64": .base64
        case "dur": .duration
        case "ts": .timestamp
        case "i32": .int32
        case "i64": .int64
        case "dbl": .double
        case "flt": .float
        case "bool": .bool
        case "any": .any
        default:
            if word.hasPrefix("map<") {
                .map(type(word.dropFirst(4).dropLast()))
            } else if word.hasPrefix("#") {
                .enumeration(String(word.dropFirst()))
            } else {
                .message(String(word))
            }
        }
    }

    private static func numbers(_ body: String) -> [String: Int] {
        var numbers: [String: Int] = [:]
        for (position, word) in body.split(separator: " ").enumerated() {
            let parts = word.split(separator: "=")
            numbers[String(parts[0])] = parts.count > 1 ? Int(parts[1]) : position
        }
        return numbers
    }
}
