/// A domain under which a cloud has the hosts that documents name under another domain.
struct DomainReplacement: Sendable, Hashable {
    private let original: String
    private let replacement: String

    /// Creates a replacement; nil for an empty domain, and for the original one.
    init?(of original: String, by replacement: String) {
        if replacement.isEmpty || replacement == original { return nil }
        self.original = original
        self.replacement = replacement
    }

    /// A document's origin, under the replacement if it is under the original domain.
    func origin(_ origin: String) -> String {
        let suffix = ".\(original)"
        guard origin.hasSuffix(suffix) else { return origin }
        return origin.dropLast(suffix.count) + ".\(replacement)"
    }
}
