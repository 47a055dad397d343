/// Keeps secrets out of text that came from elsewhere.
enum Secrets {
    /// The text with every secret in it replaced by an ellipsis.
    static func scrub(_ text: String, _ secrets: [String]) -> String {
        var output = text
        for secret in secrets where !secret.isEmpty {
            while let range = output.firstRange(of: secret) {
                output.replaceSubrange(range, with: "…")
            }
        }
        return output
    }
}
