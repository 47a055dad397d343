import TuneQLJSON

/// The few colours of results on a terminal; without them text stays as it is.
struct TextStyle {
    /// What a text is drawn like.
    enum Weight {
        case plain, dim, bold
    }

    let isColored: Bool

    /// Starts drawing.
    func begin(_ weight: Weight, _ output: inout [UInt8]) {
        guard isColored, weight != .plain else { return }
        output += weight == .dim ? "\u{1B}[2m".utf8 : "\u{1B}[1m".utf8
    }

    /// Returns to the terminal's usual text.
    func end(_ weight: Weight, _ output: inout [UInt8]) {
        guard isColored, weight != .plain else { return }
        output += "\u{1B}[0m".utf8
    }

    /// Appends a harmless text.
    func append(_ text: Span<UInt8>, _ weight: Weight, to output: inout [UInt8]) {
        begin(weight, &output)
        output.append(copying: text)
        end(weight, &output)
    }

    /// Appends a text, if it isn't empty.
    func append(_ text: StaticString, _ weight: Weight, to output: inout [UInt8]) {
        guard text.utf8CodeUnitCount > 0 else { return }
        begin(weight, &output)
        text.withUTF8Buffer { output.append(contentsOf: $0) }
        end(weight, &output)
    }
}
