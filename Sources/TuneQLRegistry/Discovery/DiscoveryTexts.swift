/// The descriptions of a document, as far as a catalog keeps them.
struct DiscoveryTexts: Sendable {
    /// Whether descriptions are kept at all.
    var isKept: Bool

    /// Longer sentences are cut.
    private static let limit = 160
    /// The words before a description that flags say already.
    private static let markers = [
        "Required.", "Optional.", "Output only.", "Immutable.", "Identifier.", "Input only.",
        "[Output Only]", "[Output only]", "[Input Only]", "Deprecated.", "Unordered list.",
    ]

    /// The first sentence of a description.
    func sentence(_ text: String?) -> String {
        guard isKept, let text else { return "" }
        var rest = text[...]
        while let marker = Self.markers.first(where: { rest.hasPrefix($0) }) {
            rest = rest.dropFirst(marker.count).drop { $0 == " " || $0 == "\n" }
        }
        return Self.firstSentence(of: Array(rest.utf8.prefix(4 * Self.limit)))
    }

    private static func firstSentence(of bytes: [UInt8]) -> String {
        var end = bytes.count
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                end = index
                break
            }
            let isStop = byte == UInt8(ascii: ".") && index + 1 < bytes.count
            if isStop, bytes[index + 1] == UInt8(ascii: " ") {
                end = index + 1
                break
            }
        }
        let sentence = String(decoding: bytes[..<end], as: UTF8.self)
        guard sentence.count > limit else { return sentence }
        return sentence.prefix(limit - 1).trimmingSuffix { $0 == " " } + "…"
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, condition(last) { rest.removeLast() }
        return rest
    }
}
