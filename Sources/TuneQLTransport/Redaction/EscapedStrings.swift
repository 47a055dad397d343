import TuneQLJSON

/// The strings with escapes in JSON or similar text.
///
/// A service may write `\u003d` for an equals sign, so secrets are recognisable only once decoded.
enum EscapedStrings {
    /// Replaces the contents of the strings that hold escapes.
    ///
    /// - Parameters:
    ///   - input: The text; it need not be JSON.
    ///   - change: Returns the replacement for a string's content.
    /// - Returns: The text; an unchanged string stays as it was written.
    static func changing(_ input: [UInt8], by change: ([UInt8]) -> [UInt8]) -> [UInt8] {
        let backslash = UInt8(ascii: "\\")
        guard input.contains(backslash) else { return input }
        var output: [UInt8] = []
        var start = 0
        var index = 0
        while let quote = input[index...].firstIndex(of: UInt8(ascii: "\"")) {
            guard let end = end(ofStringAt: quote + 1, in: input) else {
                index = quote + 1
                continue
            }
            index = end + 1
            let literal = Array(input[quote + 1..<end])
            guard literal.contains(backslash), let content = content(of: literal) else { continue }
            let changed = change(content)
            guard changed != content else { continue }
            output += input[start...quote]
            for byte in changed { JSONText.appendEscaped(byte, to: &output) }
            start = end
        }
        return start == 0 ? input : output + input[start...]
    }

    /// The index of the quote that ends a string; nil when its line ends first.
    private static func end(ofStringAt start: Int, in input: [UInt8]) -> Int? {
        var index = start
        while index < input.count {
            switch input[index] {
            case UInt8(ascii: "\""): return index
            case 0x0A: return nil
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }

    private static func content(of literal: [UInt8]) -> [UInt8]? {
        var content: [UInt8] = []
        do {
            try JSONText.unescape(literal.span, into: &content)
            return content
        } catch {
            return nil
        }
    }
}
