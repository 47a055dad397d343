import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

extension StackTemplate {
    /// The text with each value as `write` makes it, which gets nil for what is unknown.
    static func rendered(
        _ source: String,
        _ values: [String: JSONValue],
        _ write: @escaping @Sendable (JSONValue?) -> String
    ) throws(SyntaxError) -> String {
        var context = TemplateContext(
            values.mapValues { .json($0) },
            style: .plain { value in
                if case .undefined = value { return write(nil) }
                return write(value.json)
            }
        )
        context.functions["uuid"] = { _ in .string(uuid()) }
        return try Template(source, syntax: .plain).filled(with: context).text
    }

    /// A random UUID of version 4.
    private static func uuid() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return bytes.enumerated().reduce(into: "") { text, byte in
            if [4, 6, 8, 10].contains(byte.offset) { text += "-" }
            let digits = String(byte.element, radix: 16)
            text += digits.count == 1 ? "0" + digits : digits
        }
    }
}
