import TuneQLText

/// A file of environment variables: a line `NAME=value` for each, as shells and `.env` files have.
package enum EnvironmentFile {
    /// The variables of a text, of which the last of a name wins.
    ///
    /// Text in single quotes stands as it is; in double quotes `\n`, `\t`, `\"`, `\\` and `\$` are
    /// escapes. Outside quotes, a `#` after a blank begins a comment.
    ///
    /// - Throws: ``TemplateFailure`` with the line that is no variable.
    package static func variables(
        in text: String
    ) throws(TemplateFailure) -> [(name: String, value: String)] {
        var variables: [(name: String, value: String)] = []
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, line) in lines.enumerated() {
            var rest = line.trimmedBlanks
            if rest.isEmpty || rest.hasPrefix("#") { continue }
            if rest.hasPrefix("export ") { rest = rest.dropFirst(7).trimmedBlanks }
            let parts = rest.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = parts[0].trimmedBlanks
            guard parts.count == 2, name.utf8.first?.startsName == true,
                name.utf8.allSatisfy({ $0.continuesName || $0 == UInt8(ascii: ".") }),
                let value = value(parts[1].trimmedBlanks)
            else { throw TemplateFailure("line \(index + 1) is not NAME=value") }
            variables.append((String(name), value))
        }
        return variables
    }

    /// The value without quotes; nil for quotes that are not closed on the line.
    private static func value(_ text: Substring) -> String? {
        guard let quote = text.first, quote == "'" || quote == "\"" else {
            return String(uncommented(text).trimmedBlanks)
        }
        var result = ""
        var rest = text.dropFirst()
        while let character = rest.popFirst() {
            if character == quote {
                let end = rest.trimmedBlanks
                return end.isEmpty || end.hasPrefix("#") ? result : nil
            }
            guard quote == "\"", character == "\\", let escape = rest.popFirst() else {
                result.append(character)
                continue
            }
            switch escape {
            case "n": result += "\n"
            case "t": result += "\t"
            case "\"", "\\", "$": result.append(escape)
            default: result += "\\\(escape)"
            }
        }
        return nil
    }

    private static func uncommented(_ text: Substring) -> Substring {
        var isBlank = true
        for index in text.indices {
            if text[index] == "#", isBlank { return text[..<index] }
            isBlank = text[index] == " " || text[index] == "\t"
        }
        return text
    }
}

extension Substring {
    /// The text without blanks at its ends.
    fileprivate var trimmedBlanks: Substring {
        var rest = drop { $0 == " " || $0 == "\t" || $0 == "\r" || $0 == "\r\n" }
        while let last = rest.last, last == " " || last == "\t" || last == "\r" {
            rest.removeLast()
        }
        return rest
    }
}
