import TuneQLJSON

/// The elements of an array one after another, or a single value.
struct ElementContainer: UnkeyedDecodingContainer, SingleValueDecodingContainer {
    /// The position, which decoding moves although it changes no value.
    private final class Position {
        var index = 0
    }

    private struct Index: CodingKey {
        let intValue: Int?
        let stringValue: String

        init(intValue: Int) {
            self.intValue = intValue
            stringValue = "\(intValue)"
        }

        init?(stringValue: String) { nil }
    }

    let decoder: NodeDecoder
    /// The elements; nil for a single value.
    let elements: [JSONValue]?
    private let position = Position()

    init(decoder: NodeDecoder, elements: [JSONValue]?) {
        self.decoder = decoder
        self.elements = elements
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var count: Int? { elements?.count }
    var currentIndex: Int { position.index }
    var isAtEnd: Bool { elements.map { position.index >= $0.count } ?? false }

    func decodeNil() -> Bool {
        guard let elements else { return decoder.node.isNull }
        guard position.index < elements.count, elements[position.index] == .null else {
            return false
        }
        position.index += 1
        return true
    }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next().value(type)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next().unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try next() }

    /// The decoder of the next element, or of the single value.
    private func next() throws -> NodeDecoder {
        guard let elements else { return decoder }
        guard position.index < elements.count else {
            throw DecodingError.valueNotFound(
                Any.self,
                decoder.context("it has only \(elements.count) elements")
            )
        }
        defer { position.index += 1 }
        return NodeDecoder(
            .json(elements[position.index]),
            at: codingPath + [Index(intValue: position.index)]
        )
    }
}
