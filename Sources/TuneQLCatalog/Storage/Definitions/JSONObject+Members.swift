import TuneQLJSON

/// Definitions leave out members that have their usual value.
extension JSONObject {
    mutating func add(_ name: String, _ value: JSONValue?) {
        guard let value else { return }
        members.append(JSONMember(name: name, value: value))
    }

    mutating func add(_ name: String, _ text: String?) {
        add(name, text.map { .string($0) })
    }

    /// Adds a text unless it is empty.
    mutating func add(_ name: String, nonEmpty text: String) {
        if !text.isEmpty { add(name, text) }
    }

    mutating func add(_ name: String, _ number: Int) {
        add(name, .number(String(number)))
    }

    /// Adds a flag that is set.
    mutating func add(_ name: String, _ flag: Bool) {
        if flag { add(name, .bool(true)) }
    }

    /// Adds a list unless it is empty.
    mutating func add(_ name: String, _ list: [JSONValue]) {
        if !list.isEmpty { add(name, .array(list)) }
    }

    /// Adds a list unless it is empty.
    mutating func add(_ name: String, _ texts: [String]) {
        add(name, texts.map { .string($0) })
    }

    /// Adds a dictionary, in the order of its keys, unless it is empty.
    mutating func add(_ name: String, _ texts: [String: String]) {
        guard !texts.isEmpty else { return }
        let sorted = texts.sorted { $0.key < $1.key }
        add(name, .object(JSONObject(sorted.map { JSONMember(name: $0, value: .string($1)) })))
    }
}

/// Members of a definition, by name.
extension JSONValue {
    func text(_ name: String) -> String? { self[name]?.string }

    func flag(_ name: String) -> Bool { self[name]?.bool ?? false }

    func texts(_ name: String) -> [String] { optionalTexts(name) ?? [] }

    func optionalTexts(_ name: String) -> [String]? { self[name]?.array?.compactMap(\.string) }

    func dictionary(_ name: String) -> [String: String] {
        var texts: [String: String] = [:]
        for member in self[name]?.object?.members ?? [] { texts[member.name] = member.value.string }
        return texts
    }

    /// The decoded elements of a list; nil when one of them cannot be decoded.
    func list<Element>(_ name: String, of element: (JSONValue) -> Element?) -> [Element]? {
        let values = self[name]?.array ?? []
        let elements = values.compactMap(element)
        return elements.count == values.count ? elements : nil
    }
}
