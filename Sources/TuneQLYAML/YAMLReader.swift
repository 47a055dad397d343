package import TuneQLJSON

extension JSONValue {
    /// Reads the one YAML document that fills `bytes`, as a tree in the text's order.
    ///
    /// An alias shares the value of its anchor. Only anchors and aliases are supported of what YAML
    /// adds to JSON's values: merge keys are ordinary keys.
    ///
    /// - Throws: ``YAMLError``, also when the text exceeds `limits`.
    package init(
        yaml bytes: [UInt8],
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) {
        guard bytes.count <= limits.bytes else {
            throw YAMLError(.tooLarge(limit: limits.bytes), line: 1)
        }
        var reader = YAMLReader(events: YAMLEvents(bytes), limits: limits)
        self = try reader.document()
    }
}

/// Builds a tree from events, one function for each kind of node.
///
/// Each function begins at its node's first event and leaves the reader at the event after it.
private struct YAMLReader: ~Copyable {
    /// A value and how many values it consists of.
    struct Node {
        var value: JSONValue
        var count: Int
    }

    var events: YAMLEvents
    let limits: YAMLLimits
    var anchors: [String: Node] = [:]
    var depth = 0

    /// Up to this many keys, comparing them is faster than hashing.
    private static let comparedKeys = 12

    init(events: consuming YAMLEvents, limits: YAMLLimits) {
        self.events = events
        self.limits = limits
    }

    mutating func document() throws(YAMLError) -> JSONValue {
        try events.advance()
        try events.advance()
        guard events.kind == .documentStart else { throw YAMLError(.empty, line: events.line) }
        try events.advance()
        let node = try node()
        try events.advance()
        guard events.kind == .streamEnd else {
            throw YAMLError(.moreThanOneDocument, line: events.line)
        }
        return node.value
    }

    private mutating func node() throws(YAMLError) -> Node {
        let anchor = events.kind == .alias ? nil : events.anchor
        let node =
            switch events.kind {
            case .sequenceStart: try sequence()
            case .mappingStart: try mapping()
            case .alias: try alias()
            default: try scalar()
            }
        if let anchor { anchors[anchor] = node }
        return node
    }

    private mutating func scalar() throws(YAMLError) -> Node {
        let value = events.scalar?.value ?? .null
        try events.advance()
        return Node(value: value, count: 1)
    }

    private mutating func alias() throws(YAMLError) -> Node {
        let node = try aliased()
        try events.advance()
        return node
    }

    /// The node that the current alias stands for.
    private func aliased() throws(YAMLError) -> Node {
        let name = events.anchor ?? ""
        guard let node = anchors[name] else {
            throw YAMLError(.unknownAlias(name), line: events.line)
        }
        return node
    }

    private mutating func sequence() throws(YAMLError) -> Node {
        try descend()
        var elements: [JSONValue] = []
        var count = 1
        while events.kind != .sequenceEnd {
            let line = events.line
            let element = try node()
            elements.append(element.value)
            try add(element.count, to: &count, line: line)
        }
        try ascend()
        return Node(value: .array(elements), count: count)
    }

    private mutating func mapping() throws(YAMLError) -> Node {
        try descend()
        var members: [JSONMember] = []
        var names: Set<String> = []
        var count = 1
        while events.kind != .mappingEnd {
            let line = events.line
            let name = try key()
            guard Self.isNew(name, among: members, &names) else {
                throw YAMLError(.duplicateKey(name), line: line)
            }
            let value = try node()
            members.append(JSONMember(name: name, value: value.value))
            try add(value.count + 1, to: &count, line: line)
        }
        try ascend()
        return Node(value: .object(JSONObject(members)), count: count)
    }

    /// Whether a key is the first of its name; `names` holds the names of large mappings.
    private static func isNew(
        _ name: String,
        among members: [JSONMember],
        _ names: inout Set<String>
    ) -> Bool {
        guard members.count > comparedKeys else { return !members.contains { $0.name == name } }
        if names.isEmpty { names = Set(members.map(\.name)) }
        return names.insert(name).inserted
    }

    private mutating func key() throws(YAMLError) -> String {
        if events.kind == .alias, let text = try aliased().value.string {
            try events.advance()
            return text
        }
        guard events.kind == .scalar else {
            throw YAMLError(.keyIsNotAScalar, line: events.line)
        }
        let text = events.scalarText
        if let anchor = events.anchor {
            anchors[anchor] = Node(value: events.scalar?.value ?? .null, count: 1)
        }
        try events.advance()
        return text
    }

    private mutating func descend() throws(YAMLError) {
        guard depth < limits.depth else {
            throw YAMLError(.tooDeep(limit: limits.depth), line: events.line)
        }
        depth += 1
        try events.advance()
    }

    private mutating func ascend() throws(YAMLError) {
        depth -= 1
        try events.advance()
    }

    private func add(_ more: Int, to count: inout Int, line: Int) throws(YAMLError) {
        count += more
        guard count <= limits.nodes else {
            throw YAMLError(.tooManyNodes(limit: limits.nodes), line: line)
        }
    }
}
