import TuneQLJSON

/// Keeps protected values out of everything that is shown.
struct StackMask: Sendable {
    private static let mark = "********"
    /// Of shorter values only whole ones are masked: they would be found inside of other words.
    private static let minimumLength = 4

    private var texts: Set<String> = []

    /// Protects the value, in the spellings of SQL and JSON, too.
    mutating func add(_ value: JSONValue) {
        let text = StackValue.text(value)
        guard text.utf8.count >= Self.minimumLength else { return }
        texts.insert(text)
        texts.insert(text.replacing("'", with: "''"))
        texts.insert(String(JSONValue.string(text).text.dropFirst().dropLast()))
        guard let tree = try? JSONValue(parsing: text) else { return }
        for inner in Self.leaves(of: tree) { texts.insert(inner) }
    }

    private static func leaves(of tree: JSONValue) -> [String] {
        switch tree {
        case .object(let object): object.members.flatMap { leaves(of: $0.value) }
        case .array(let elements): elements.flatMap(leaves)
        case .string(let text): text.utf8.count >= minimumLength ? [text] : []
        default: []
        }
    }

    /// The text without protected values.
    func masked(_ text: String) -> String {
        texts.sorted { $0.utf8.count > $1.utf8.count }
            .reduce(text) { $0.replacing($1, with: Self.mark) }
    }
}
