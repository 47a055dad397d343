extension RegularExpression {
    /// The text with every match replaced; `\1` to `\9` are its groups, `\0` is the match.
    ///
    /// Replacing stops once the result is longer than `limit`.
    package func replacing(
        in text: Span<UInt8>,
        with replacement: Span<UInt8>,
        limit: Int = .max,
        shouldStop: () -> Bool = { false }
    ) throws(Stopped) -> [UInt8] {
        var output: [UInt8] = []
        var offset = 0
        var copied = 0
        var lastEnd = -1
        var meter = StopMeter()
        while offset <= text.count, output.count <= limit,
            let match = try firstMatch(in: text, from: offset, shouldStop: shouldStop)
        {
            output.append(contentsOf: text, in: copied..<match.lowerBound)
            copied = match.upperBound
            // An empty match right after a match belongs to that match.
            if !match.isEmpty || match.lowerBound != lastEnd {
                let groups = try self.groups(of: match, in: text, shouldStop: shouldStop)
                output.append(filling: replacement, with: groups, of: text)
            }
            lastEnd = match.upperBound
            // Continues after the next character; otherwise it would not advance.
            offset =
                match.isEmpty
                ? text.scalar(at: match.upperBound)?.next ?? text.count + 1 : match.upperBound
            // Setting up a search costs as much as the program is long.
            try meter.count(program.steps.count, shouldStop)
        }
        output.append(contentsOf: text, in: copied..<text.count)
        return output
    }
}

extension [UInt8] {
    fileprivate mutating func append(contentsOf text: Span<UInt8>, in range: Range<Int>) {
        for index in range { append(text[index]) }
    }

    fileprivate mutating func append(
        filling replacement: Span<UInt8>,
        with groups: [Range<Int>?],
        of text: Span<UInt8>
    ) {
        var index = 0
        while index < replacement.count {
            var byte = replacement[index]
            index += 1
            guard byte == UInt8(ascii: "\\") else {
                append(byte)
                continue
            }
            guard index < replacement.count else { return }
            byte = replacement[index]
            index += 1
            if !(0x30...0x39).contains(byte) {
                append(byte)
            } else if let group = groups[Int(byte - 0x30)] {
                append(contentsOf: text, in: group)
            }
        }
    }
}
