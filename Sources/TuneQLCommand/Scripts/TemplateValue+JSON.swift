import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

extension TemplateValue {
    /// The members of a JSON file, by name.
    ///
    /// - Throws: ``CommandError`` when the text is not a JSON object.
    static func values(inJSON text: String, name: String) throws(CommandError) -> [String: Self] {
        let value: JSONValue
        do {
            value = try JSONValue(parsing: text)
        } catch {
            let place = SourceText(text).location(of: error.offset)
            throw CommandError(
                "\(name):\(place.line):\(place.column): this is not JSON: \(error.reason.rawValue)"
            )
        }
        guard case .object(let members, _) = Self(value) else {
            throw CommandError("\(name): the values must be members of a JSON object")
        }
        return members
    }

    private init(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .boolean(value)
        case .number(let digits): self = .number(digits)
        case .string(let text): self = .string(text)
        case .array: self = .json(value.text)
        case .object(let object):
            let members = object.members.map { ($0.name, Self($0.value)) }
            self = .object(Dictionary(members) { $1 }, json: value.text)
        }
    }
}
