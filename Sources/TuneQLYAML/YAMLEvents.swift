import CYAML

/// The events of a YAML text, of which one is the current one.
struct YAMLEvents: ~Copyable {
    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd
        case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The current event, which the parser's next one replaces.
    private let event: UnsafeMutablePointer<yaml_event_t>
    /// The parser reads from this copy until the end.
    private let text: UnsafeMutableBufferPointer<UInt8>
    private(set) var kind = Kind.streamStart

    init(_ bytes: [UInt8]) {
        text = .allocate(capacity: bytes.count)
        _ = text.initialize(fromContentsOf: bytes)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        event = .allocate(capacity: 1)
        event.initialize(to: yaml_event_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_event_delete(event)
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
        text.deallocate()
    }

    /// Reads the next event.
    mutating func advance() throws(YAMLError) {
        yaml_event_delete(event)
        guard yaml_parser_parse(parser, event) != 0 else { throw syntaxError }
        kind = Self.kind(of: event.pointee.type)
    }

    /// The line where the current event begins, from 1.
    var line: Int { Int(event.pointee.start_mark.line) + 1 }

    /// The text of the current scalar.
    var scalarText: String {
        let bytes = UnsafeBufferPointer(
            start: event.pointee.data.scalar.value,
            count: event.pointee.data.scalar.length
        )
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The current scalar; nil for an event of another kind.
    var scalar: YAMLScalar? {
        guard kind == .scalar else { return nil }
        return YAMLScalar(text: scalarText, isText: isText)
    }

    /// The name after `&` or `*`.
    var anchor: String? {
        let name =
            switch kind {
            case .alias: event.pointee.data.alias.anchor
            case .scalar: event.pointee.data.scalar.anchor
            case .sequenceStart: event.pointee.data.sequence_start.anchor
            case .mappingStart: event.pointee.data.mapping_start.anchor
            default: nil as UnsafeMutablePointer<yaml_char_t>?
            }
        return name.map { String(cString: $0) }
    }

    /// Whether quotes, a block or a tag make the current scalar text.
    private var isText: Bool {
        if event.pointee.data.scalar.style != YAML_PLAIN_SCALAR_STYLE { return true }
        guard let tag = event.pointee.data.scalar.tag.map({ String(cString: $0) }) else {
            return false
        }
        return tag == "!" || tag == "tag:yaml.org,2002:str"
    }

    private var syntaxError: YAMLError {
        let words = parser.pointee.problem.map { String(cString: $0) } ?? "no memory"
        let line = max(parser.pointee.problem_mark.line, parser.pointee.mark.line)
        return YAMLError(.syntax(words), line: Int(line) + 1)
    }

    private static func kind(of type: yaml_event_type_t) -> Kind {
        switch type {
        case YAML_ALIAS_EVENT: .alias
        case YAML_SCALAR_EVENT: .scalar
        case YAML_SEQUENCE_START_EVENT: .sequenceStart
        case YAML_MAPPING_START_EVENT: .mappingStart
        case YAML_SEQUENCE_END_EVENT: .sequenceEnd
        case YAML_MAPPING_END_EVENT: .mappingEnd
        case YAML_DOCUMENT_START_EVENT: .documentStart
        case YAML_DOCUMENT_END_EVENT: .documentEnd
        case YAML_STREAM_START_EVENT: .streamStart
        default: .streamEnd
        }
    }
}
