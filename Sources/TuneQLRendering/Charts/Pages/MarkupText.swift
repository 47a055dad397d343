/// Text inside of XML and HTML, as content or in an attribute's double quotes.
package enum MarkupText {
    /// The text with its markup and control characters made harmless.
    package static func escaped(_ text: String) -> String {
        var output = ""
        for scalar in DisplayText.harmless(text, keeping: []).unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            // XML has no form for these.
            case "\u{FFFE}", "\u{FFFF}": output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }
}
