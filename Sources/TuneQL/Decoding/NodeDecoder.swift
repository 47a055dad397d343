import TuneQLJSON

/// Decodes a type from a row: its members from the columns of their names, exactly as they are.
struct NodeDecoder: Decoder {
    let node: DecodedNode
    let codingPath: [any CodingKey]

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ node: DecodedNode, at path: [any CodingKey] = []) {
        self.node = node
        codingPath = path
    }

    func container<Key: CodingKey>(
        keyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        switch node {
        case .row: KeyedDecodingContainer(MemberContainer<Key>(decoder: self, object: nil))
        default:
            KeyedDecodingContainer(
                MemberContainer<Key>(
                    decoder: self,
                    object: try expect(node.tree?.object, "an object")
                )
            )
        }
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        ElementContainer(decoder: self, elements: try expect(node.tree?.array, "an array"))
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        ElementContainer(decoder: self, elements: nil)
    }

    /// The value of a type.
    func value<T: Decodable>(_ type: T.Type) throws -> T {
        if node.isNull, !(type is any ExpressibleByNilLiteral.Type) {
            throw DecodingError.valueNotFound(type, context("it is NULL"))
        }
        guard let readable = type as? any CellReadable.Type else { return try T(from: self) }
        return try expect(readable.init(node) as? T, "\(type)")
    }

    private func expect<T>(_ value: T?, _ words: String) throws -> T {
        guard let value else {
            throw DecodingError.typeMismatch(
                T.self,
                context("it holds \(node.words), which is not \(words)")
            )
        }
        return value
    }

    func context(_ text: String) -> DecodingError.Context {
        DecodingError.Context(codingPath: codingPath, debugDescription: text)
    }
}
