/// Finds the lines of values in a document, by walking its events once more.
///
/// Trees of values keep no lines: only problems need them, and few documents have any.
package struct LineFinder {
    /// A position on the way to a wanted value.
    private struct Node {
        var parent: Int?
        var children: [String: Int] = [:]
        var line: Int?
    }

    /// The root of the document, and everything wanted below it.
    private var nodes = [Node(parent: nil, line: 1)]
    private var sought = 0

    /// The lines of values, in YAML or JSON.
    ///
    /// - Parameters:
    ///   - pointers: The member names and positions that lead from the root to each value.
    ///   - bytes: The document.
    /// - Returns: The line of each value's name, or of the nearest one around it that exists; nil
    ///   where the document cannot be read so far.
    package static func lines(of pointers: [[String]], in bytes: [UInt8]) -> [Int?] {
        var finder = LineFinder()
        let ends = pointers.map { finder.add($0) }
        finder.walk(bytes)
        return ends.map { finder.line(at: $0) }
    }

    private mutating func add(_ pointer: [String]) -> Int {
        var position = 0
        for name in pointer {
            if let known = nodes[position].children[name] {
                position = known
                continue
            }
            nodes.append(Node(parent: position))
            nodes[position].children[name] = nodes.count - 1
            position = nodes.count - 1
            sought += 1
        }
        return position
    }

    private func line(at end: Int) -> Int? {
        var position: Int? = end
        while let current = position {
            if let line = nodes[current].line { return line }
            position = nodes[current].parent
        }
        return nil
    }

    private mutating func walk(_ bytes: [UInt8]) {
        var events = YAMLEvents(bytes)
        do {
            while events.kind != .documentStart { try events.advance() }
            try events.advance()
            try visit(&events, at: 0, depth: 0)
        } catch {
            // The lines found so far are enough: the reader reports what is wrong with the text.
        }
    }

    /// Passes a value; `position` is nil for a value that nothing wanted lies in.
    private mutating func visit(
        _ events: inout YAMLEvents,
        at position: Int?,
        depth: Int
    ) throws(YAMLError) {
        switch events.kind {
        case .mappingStart, .sequenceStart:
            guard let position, !nodes[position].children.isEmpty, depth < YAMLLimits().depth else {
                return try Self.skip(&events)
            }
            try visitMembers(&events, at: position, depth: depth)
        default: try events.advance()
        }
    }

    private mutating func visitMembers(
        _ events: inout YAMLEvents,
        at position: Int,
        depth: Int
    ) throws(YAMLError) {
        let isMapping = events.kind == .mappingStart
        var index = 0
        try events.advance()
        while events.kind != .mappingEnd, events.kind != .sequenceEnd, sought > 0 {
            let line = events.line
            let name = isMapping ? events.scalar?.text : String(index)
            if isMapping { try Self.skip(&events) }
            let child = name.flatMap { nodes[position].children[$0] }
            if let child, nodes[child].line == nil {
                nodes[child].line = line
                sought -= 1
            }
            try visit(&events, at: child, depth: depth + 1)
            index += 1
        }
        if sought > 0 { try events.advance() }
    }

    /// Passes a value without looking into it.
    private static func skip(_ events: inout YAMLEvents) throws(YAMLError) {
        var depth = 0
        repeat {
            switch events.kind {
            case .mappingStart, .sequenceStart: depth += 1
            case .mappingEnd, .sequenceEnd: depth -= 1
            default: break
            }
            try events.advance()
        } while depth > 0
    }
}
