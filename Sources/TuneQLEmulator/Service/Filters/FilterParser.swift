/// Reads the grammar of AIP-160: juxtaposition and AND join, OR binds tighter than AND.
struct FilterParser {
    private let schema: Schema
    private let tokens: [FilterToken]
    private var offset = 0
    private var depth = 0

    /// Parses a filter; nil when the text is blank.
    static func filter(_ text: String, schema: Schema = .v1) throws(APIError) -> Filter? {
        guard let tokens = FilterToken.tokens(of: text) else { throw invalid("unterminated text") }
        guard !tokens.isEmpty else { return nil }
        var parser = FilterParser(schema: schema, tokens: tokens)
        let filter = try parser.expression()
        guard parser.offset == tokens.count else {
            throw invalid("unexpected '\(tokens[parser.offset].text)'")
        }
        return filter
    }

    static func invalid(_ reason: String) -> APIError {
        .found([APIError.Violation(field: "filter", description: "Invalid filter: \(reason).")])
    }

    private init(schema: Schema, tokens: [FilterToken]) {
        self.schema = schema
        self.tokens = tokens
    }

    private var token: FilterToken? { offset < tokens.count ? tokens[offset] : nil }

    private mutating func expression() throws(APIError) -> Filter {
        var factors = [try factor()]
        while let token, token.kind != .close {
            if isKeyword("AND") { offset += 1 }
            factors.append(try factor())
        }
        return factors.count == 1 ? factors[0] : .all(factors)
    }

    private mutating func factor() throws(APIError) -> Filter {
        var terms = [try term()]
        while isKeyword("OR") {
            offset += 1
            terms.append(try term())
        }
        return terms.count == 1 ? terms[0] : .any(terms)
    }

    private mutating func term() throws(APIError) -> Filter {
        guard isKeyword("NOT") || token?.kind == .minus else { return try simple() }
        offset += 1
        return .not(try simple())
    }

    private mutating func simple() throws(APIError) -> Filter {
        guard token?.kind == .open else { return .comparison(try comparison()) }
        guard depth < 50 else { throw Self.invalid("too many parentheses") }
        depth += 1
        offset += 1
        let filter = try expression()
        guard token?.kind == .close else { throw Self.invalid("a parenthesis is not closed") }
        depth -= 1
        offset += 1
        return filter
    }

    private mutating func comparison() throws(APIError) -> Comparison {
        guard let path = token, path.kind == .word else {
            throw Self.invalid(token.map { "unexpected '\($0.text)'" } ?? "it ends too early")
        }
        offset += 1
        let segments = try segments(of: path)
        guard let sign = token, let operation = Comparison.Operation(rawValue: sign.text),
            sign.kind == .comparator
        else { throw Self.invalid("'\(path.text)' is not compared with anything") }
        offset += 1
        guard let value = token, value.kind == .word || value.kind == .quoted else {
            throw Self.invalid("a value is missing after '\(sign.text)'")
        }
        offset += 1
        return try resolved(segments, operation, value)
    }

    /// The names of a path; a quoted name may follow a dot.
    private mutating func segments(of path: FilterToken) throws(APIError) -> [String] {
        var segments = path.text.split(separator: ".", omittingEmptySubsequences: false)
            .map(String.init)
        if segments.last == "", let name = token, name.kind == .quoted {
            segments[segments.count - 1] = name.text
            offset += 1
        }
        guard !segments.contains("") else { throw Self.invalid("bad path '\(path.text)'") }
        return segments
    }

    private func resolved(
        _ segments: [String],
        _ operation: Comparison.Operation,
        _ value: FilterToken
    ) throws(APIError) -> Comparison {
        var type = SchemaType.message("TuningJob")
        var path: [String] = []
        for segment in segments {
            guard let (name, next) = step(segment, in: type) else {
                throw Self.invalid("unknown field '\(segments.joined(separator: "."))'")
            }
            path.append(name)
            type = next
        }
        guard let column = JobColumn(rawValue: path[0]) else {
            throw Self.invalid("field '\(path[0])' cannot be filtered")
        }
        let comparison = Comparison(
            column: column,
            path: Array(path.dropFirst()),
            type: type,
            operation: operation,
            value: value.text,
            isWord: value.kind == .word
        )
        try comparison.check(schema)
        return comparison
    }

    private func step(_ segment: String, in type: SchemaType) -> (String, SchemaType)? {
        switch type {
        case .any: (segment, .any)
        case .map(let element): (segment, element)
        case .message(let name): schema.message(name).field(segment).map { ($0.name, $0.type) }
        default: nil
        }
    }

    private func isKeyword(_ word: String) -> Bool {
        token?.kind == .word && token?.text == word
    }
}

extension Comparison {
    /// Refuses values that are not of the field's type.
    fileprivate func check(_ schema: Schema) throws(APIError) {
        if isWord, value == "*" { return }
        let isGood =
            switch type {
            case .int32, .int64, .double, .float: Double(value) != nil
            case .bool: value == "true" || value == "false"
            case .timestamp: Instant(value) != nil
            case .enumeration(let name): schema.enumeration(name).numbers[value] != nil
            case .message: operation == .has
            case .string, .base64, .duration, .any, .map: true
            }
        guard isGood else { throw FilterParser.invalid("'\(value)' does not suit its field") }
    }
}
