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

    init(events: consuming YAMLEvents, limits: YAMLLimits) {
        self.events = events
        self.limits = limits
    }

    mutating func document() throws(YAMLError) -> JSONValue {
        _ = try events.next()
        let start = try events.next()
        guard start.kind == .documentStart else { throw YAMLError(.empty, line: start.line) }
        let node = try node(try events.next())
        _ = try events.next()
        let end = try events.next()
        guard end.kind == .streamEnd else {
            throw YAMLError(.moreThanOneDocument, line: end.line)
        }
        return node.value
    }

    private mutating func node(_ event: YAMLEvent) throws(YAMLError) -> Node {
        let node =
            switch event.kind {
            case .sequenceStart: try sequence(from: event)
            case .mappingStart: try mapping(from: event)
            case .alias: try alias(event)
            default: Node(value: event.scalar?.value ?? .null, count: 1)
            }
        if event.kind != .alias, let anchor = event.anchor { anchors[anchor] = node }
        return node
    }

    private func alias(_ event: YAMLEvent) throws(YAMLError) -> Node {
        let name = event.anchor ?? ""
        guard let node = anchors[name] else {
            throw YAMLError(.unknownAlias(name), line: event.line)
        }
        return node
    }

    private mutating func sequence(from start: YAMLEvent) throws(YAMLError) -> Node {
        try descend(start)
        var elements: [JSONValue] = []
        var count = 1
        var event = try events.next()
        while event.kind != .sequenceEnd {
            let element = try node(event)
            elements.append(element.value)
            try add(element.count, to: &count, at: event)
            event = try events.next()
        }
        depth -= 1
        return Node(value: .array(elements), count: count)
    }

    private mutating func mapping(from start: YAMLEvent) throws(YAMLError) -> Node {
        try descend(start)
        var members: [JSONMember] = []
        var names: Set<String> = []
        var count = 1
        var event = try events.next()
        while event.kind != .mappingEnd {
            let name = try key(event)
            guard names.insert(name).inserted else {
                throw YAMLError(.duplicateKey(name), line: event.line)
            }
            let value = try node(try events.next())
            members.append(JSONMember(name: name, value: value.value))
            try add(value.count + 1, to: &count, at: event)
            event = try events.next()
        }
        depth -= 1
        return Node(value: .object(JSONObject(members)), count: count)
    }

    private mutating func key(_ event: YAMLEvent) throws(YAMLError) -> String {
        if event.kind == .alias, let text = try alias(event).value.string { return text }
        guard let scalar = event.scalar else {
            throw YAMLError(.keyIsNotAScalar, line: event.line)
        }
        if let anchor = event.anchor {
            anchors[anchor] = Node(value: scalar.value, count: 1)
        }
        return scalar.text
    }

    private mutating func descend(_ event: YAMLEvent) throws(YAMLError) {
        guard depth < limits.depth else {
            throw YAMLError(.tooDeep(limit: limits.depth), line: event.line)
        }
        depth += 1
    }

    private func add(
        _ more: Int,
        to count: inout Int,
        at event: YAMLEvent
    ) throws(YAMLError) {
        count += more
        guard count <= limits.nodes else {
            throw YAMLError(.tooManyNodes(limit: limits.nodes), line: event.line)
        }
    }
}
