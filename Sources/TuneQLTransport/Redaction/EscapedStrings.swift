import TuneQLJSON

/// The strings of a JSON text, or of something like it, that are not written as they are.
///
/// A service may write `\u003d` for an equals sign: what a string looks like is seen when it is read.
enum EscapedStrings {
    /// The text with other contents in its strings that hold escapes.
    ///
    /// - Parameters:
    ///   - input: The text; it need not be JSON.
    ///   - change: Answers what comes in the place of a string's content.
    /// - Returns: The text; a string that is not changed stays as it was written.
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

    /// Where the quote is that ends a string; nil when its line ends before.
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
