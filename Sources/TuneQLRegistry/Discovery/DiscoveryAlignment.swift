import TuneQLJSON

/// The parts of a flat path that the reserved placeholders of the other form are written as.
struct DiscoveryAlignment {
    private let pieces: [DiscoveryPath.Piece]
    private let flat: [UInt8]
    private let patterns: [String: DiscoveryPattern]

    init(path: String, flat: String, method: DiscoveryMethod) {
        pieces = DiscoveryPath.pieces(of: path)
        self.flat = Array(flat.utf8)
        var patterns: [String: DiscoveryPattern] = [:]
        for case .value(let name, true) in pieces {
            patterns[name] = method.parameter(name)?["pattern"]?.string.map { DiscoveryPattern($0) }
        }
        self.patterns = patterns
    }

    /// The text for each reserved placeholder; nil when the two forms do not match.
    var values: [String: String]? {
        match(0, at: 0, with: patterns) ?? match(0, at: 0, with: [:])
    }

    /// Matches the pieces from one on, at an offset of the flat path.
    private func match(
        _ piece: Int,
        at offset: Int,
        with patterns: [String: DiscoveryPattern]
    ) -> [String: String]? {
        guard piece < pieces.count else { return offset == flat.count ? [:] : nil }
        guard case .value(let name, true) = pieces[piece] else {
            let text = pieces[piece].text.utf8
            guard flat[offset...].starts(with: text) else { return nil }
            return match(piece + 1, at: offset + text.count, with: patterns)
        }
        for end in offset...flat.count {
            let value = flat[offset..<end]
            guard patterns[name].map({ $0.matches(value) }) ?? (end > offset),
                var values = match(piece + 1, at: end, with: patterns)
            else { continue }
            values[name] = String(decoding: value, as: UTF8.self)
            return values
        }
        return nil
    }
}
