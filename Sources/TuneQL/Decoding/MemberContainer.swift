import TuneQLJSON

/// The columns of a row, or the members of an object.
struct MemberContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: NodeDecoder
    /// The object; nil for a row.
    let object: JSONObject?

    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        guard case .row(let row) = decoder.node else {
            return (object?.names ?? []).compactMap { Key(stringValue: $0) }
        }
        return row.columns.compactMap { Key(stringValue: $0.name) }
    }

    /// Whether there is such a member; a row has to have each column that is asked for.
    ///
    /// Services leave members out that have no value, but a missing column is a misspelt one.
    func contains(_ key: Key) -> Bool {
        object.map { $0[key.stringValue] != nil } ?? true
    }

    func decodeNil(forKey key: Key) throws -> Bool { try member(key).node.isNull }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try member(key).value(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try member(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try member(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { decoder }

    func superDecoder(forKey key: Key) throws -> any Decoder { try member(key) }

    private func member(_ key: Key) throws -> NodeDecoder {
        let path = codingPath + [key]
        if case .row(let row) = decoder.node, let value = row[key.stringValue] {
            return NodeDecoder(.cell(value), at: path)
        }
        guard let value = object?[key.stringValue] else {
            throw DecodingError.keyNotFound(key, decoder.context("there is no such member"))
        }
        return NodeDecoder(.json(value), at: path)
    }
}
