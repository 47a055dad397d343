import CYAML

/// An event of libyaml's parser, copied.
struct YAMLEvent {
    enum Kind {
        case streamStart, streamEnd, documentStart, documentEnd
        case alias, scalar, sequenceStart, sequenceEnd, mappingStart, mappingEnd
    }

    var kind: Kind
    /// From 1.
    var line: Int
    /// The name after `&` or `*`.
    var anchor: String?
    var scalar: YAMLScalar?
}

/// The events of a YAML text, one after the other.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// The parser reads from this copy until the end.
    private let text: UnsafeMutableBufferPointer<UInt8>

    init(_ bytes: [UInt8]) {
        text = .allocate(capacity: bytes.count)
        _ = text.initialize(fromContentsOf: bytes)
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        text.deallocate()
    }

    /// Reads the next event.
    mutating func next() throws(YAMLError) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) != 0 else { throw syntaxError }
        defer { yaml_event_delete(&event) }
        let line = Int(event.start_mark.line) + 1
        switch event.type {
        case YAML_ALIAS_EVENT: return .init(.alias, line, event.data.alias.anchor)
        case YAML_SCALAR_EVENT: return .init(scalar: event.data.scalar, line)
        case YAML_SEQUENCE_START_EVENT:
            return .init(.sequenceStart, line, event.data.sequence_start.anchor)
        case YAML_MAPPING_START_EVENT:
            return .init(.mappingStart, line, event.data.mapping_start.anchor)
        case YAML_SEQUENCE_END_EVENT: return .init(.sequenceEnd, line)
        case YAML_MAPPING_END_EVENT: return .init(.mappingEnd, line)
        case YAML_DOCUMENT_START_EVENT: return .init(.documentStart, line)
        case YAML_DOCUMENT_END_EVENT: return .init(.documentEnd, line)
        case YAML_STREAM_START_EVENT: return .init(.streamStart, line)
        default: return .init(.streamEnd, line)
        }
    }

    private var syntaxError: YAMLError {
        let words = parser.pointee.problem.map { String(cString: $0) } ?? "no memory"
        let line = max(parser.pointee.problem_mark.line, parser.pointee.mark.line)
        return YAMLError(.syntax(words), line: Int(line) + 1)
    }
}

extension YAMLEvent {
    fileprivate init(_ kind: Kind, _ line: Int, _ anchor: UnsafeMutablePointer<UInt8>? = nil) {
        self.init(kind: kind, line: line, anchor: anchor.map { String(cString: $0) })
    }

    fileprivate init(scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar, _ line: Int)
    {
        self.init(.scalar, line, scalar.anchor)
        let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
        let tag = scalar.tag.map { String(cString: $0) }
        self.scalar = YAMLScalar(
            text: String(decoding: bytes, as: UTF8.self),
            isText: scalar.style != YAML_PLAIN_SCALAR_STYLE
                || tag == "!" || tag == "tag:yaml.org,2002:str"
        )
    }
}
