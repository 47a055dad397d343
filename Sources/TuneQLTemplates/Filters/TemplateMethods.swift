import TuneQLJSON

/// The methods that values have in Python and that templates use.
enum TemplateMethods {
    static let all: [String: TemplateFilters.Filter] = objects.merging(texts) { $1 }

    private static let objects: [String: TemplateFilters.Filter] = [
        "items": { call throws(TemplateFailure) in
            .json(.array(try object(call).members.map { [.string($0.name), $0.value] }))
        },
        "keys": { call throws(TemplateFailure) in
            .json(.array(try object(call).names.map { .string($0) }))
        },
        "values": { call throws(TemplateFailure) in
            .json(.array(try object(call).members.map(\.value)))
        },
        "get": { call throws(TemplateFailure) in
            guard let name = call.arguments.first else {
                throw TemplateFailure("get() takes the name of a member")
            }
            return try object(call)[PlainText.text(of: name)].map { .json($0) }
                ?? call.argument(1, "default") ?? .null
        },
    ]

    private static func object(_ call: FilterCall) throws(TemplateFailure) -> JSONObject {
        guard case .json(.object(let object)) = call.value else {
            throw TemplateFailure("only an object has this method, not \(call.value.kind)")
        }
        return object
    }

    private static let texts: [String: TemplateFilters.Filter] = [
        "upper": { call throws(TemplateFailure) in .string(try text(call).uppercased()) },
        "lower": { call throws(TemplateFailure) in .string(try text(call).lowercased()) },
        "strip": { call throws(TemplateFailure) in .string(try text(call).trimmed) },
        "startswith": { call throws(TemplateFailure) in
            .boolean(try text(call).hasPrefix(argument(call)))
        },
        "endswith": { call throws(TemplateFailure) in
            .boolean(try text(call).hasSuffix(argument(call)))
        },
        "replace": { call throws(TemplateFailure) in
            guard let new = call.arguments.dropFirst().first else {
                throw TemplateFailure("replace() takes the old text and the new one")
            }
            return .string(
                try text(call).replacing(argument(call), with: PlainText.text(of: new))
            )
        },
        "split": { call throws(TemplateFailure) in
            let text = try text(call)
            guard !call.arguments.isEmpty else {
                let words = text.split { $0.isWhitespace }
                return .json(.array(words.map { .string(String($0)) }))
            }
            let mark = try argument(call)
            guard !mark.isEmpty else { throw TemplateFailure("split() takes a text to split at") }
            let parts = text.split(separator: mark, omittingEmptySubsequences: false)
            return .json(.array(parts.map { .string(String($0)) }))
        },
        "join": { call throws(TemplateFailure) in
            guard let elements = call.arguments.first?.elements else {
                throw TemplateFailure("join() takes a list")
            }
            let texts = elements.map { PlainText.text(of: .json($0)) }
            return .string(texts.joined(separator: try text(call)))
        },
    ]

    private static func text(_ call: FilterCall) throws(TemplateFailure) -> String {
        guard let text = call.value.string else {
            throw TemplateFailure("only a text has this method, not \(call.value.kind)")
        }
        return text
    }

    private static func argument(_ call: FilterCall) throws(TemplateFailure) -> String {
        guard let text = call.arguments.first?.string else {
            throw TemplateFailure("the method takes a text")
        }
        return text
    }

    /// `range(end)`, `range(start, end)` and `range(start, end, step)`.
    static let range: TemplateFilters.Filter = { call throws(TemplateFailure) in
        var numbers: [Int] = []
        for index in call.arguments.indices { numbers.append(try call.integer(index, "") ?? 0) }
        guard (1...3).contains(numbers.count), numbers.count < 3 || numbers[2] != 0 else {
            throw TemplateFailure("range() takes one to three numbers, and a step that is not 0")
        }
        let start = numbers.count > 1 ? numbers[0] : 0
        let end = numbers.count > 1 ? numbers[1] : numbers[0]
        let numbersInRange = stride(from: start, to: end, by: numbers.count > 2 ? numbers[2] : 1)
        let taken = numbersInRange.prefix(100_001).map { JSONValue.number(String($0)) }
        guard taken.count <= 100_000 else {
            throw TemplateFailure("range() makes more than 100000 numbers")
        }
        return .json(.array(taken))
    }
}
