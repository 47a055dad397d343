import TuneQLJSON

/// The part of a response that `fields` selects: a tree of names.
struct ResponseMask: Sendable, Hashable {
    /// The selected names, `*` for all; nil selects everything below.
    var children: [String: ResponseMask]?

    static let everything = ResponseMask(children: nil)

    /// The mask below a name; nil when the name is not selected.
    func child(_ name: String) -> ResponseMask? {
        guard let children else { return .everything }
        switch (children[name], children["*"]) {
        case (let mask?, let star?): return mask.union(star)
        case (let mask?, nil), (nil, let mask?): return mask
        case (nil, nil): return nil
        }
    }

    /// The mask that asks for what either asks for.
    func union(_ other: ResponseMask) -> ResponseMask {
        guard let children, let others = other.children else { return .everything }
        return ResponseMask(children: children.merging(others) { $0.union($1) })
    }

    /// The part of the value that is asked for.
    func applied(to value: JSONValue) -> JSONValue {
        guard children != nil else { return value }
        switch value {
        case .array(let elements):
            return .array(elements.map(applied(to:)))
        case .object(let object):
            return .object(
                JSONObject(
                    object.members.compactMap { member in
                        child(member.name).map {
                            JSONMember(name: member.name, value: $0.applied(to: member.value))
                        }
                    }
                )
            )
        default:
            return value
        }
    }
}

extension ResponseMask {
    /// The mask with the schema's spelling of every name.
    ///
    /// - Throws: ``APIError`` when a name is not a field.
    func resolved(in type: SchemaType, of schema: Schema, path: String = "") throws(APIError)
        -> ResponseMask
    {
        guard let children else { return self }
        var resolved: [String: ResponseMask] = [:]
        for (name, mask) in children.sorted(by: { $0.key < $1.key }) {
            let place = path.isEmpty ? name : "\(path).\(name)"
            guard let (spelling, next) = Self.step(name, in: type, of: schema) else {
                throw .unknownMaskPath(place)
            }
            let below = try mask.resolved(in: next, of: schema, path: place)
            resolved[spelling] = resolved[spelling]?.union(below) ?? below
        }
        return ResponseMask(children: resolved)
    }

    private static func step(
        _ name: String,
        in type: SchemaType,
        of schema: Schema
    ) -> (String, SchemaType)? {
        switch type {
        case .any: return (name, .any)
        case .map(let element): return (name, element)
        case .message(let message):
            if name == "*" { return (name, .any) }
            return schema.message(message).field(name).map { ($0.name, $0.type) }
        default: return nil
        }
    }
}
