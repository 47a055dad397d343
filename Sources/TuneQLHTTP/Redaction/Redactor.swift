import Synchronization

/// Keeps secrets out of every text that leaves the process.
///
/// Whoever reads a secret registers it; what has the shape of one is replaced even when nobody did.
package final class Redactor: Sendable {
    /// The one that the program's texts pass through.
    package static let shared = Redactor()

    /// What stands in the place of a secret.
    static let mark = "…"
    /// Shorter ones would be found inside of ordinary words.
    private static let shortest = 6
    /// Tokens come and go; the oldest of more than this are forgotten.
    private static let most = 1_000

    private let secrets = Mutex<[[UInt8]]>([])

    package init() {}

    /// Keeps a secret out of texts from now on.
    package func register(_ secret: String) {
        let bytes = Array(secret.utf8)
        guard bytes.count >= Self.shortest else { return }
        secrets.withLock { secrets in
            guard !secrets.contains(bytes) else { return }
            if secrets.count == Self.most { secrets.removeFirst() }
            secrets.append(bytes)
        }
    }

    /// The text without registered secrets, and without what looks like one.
    package func redact(_ text: String) -> String {
        let input = Array(text.utf8)
        let known = secrets.withLock { $0 }.sorted { $0.count > $1.count }
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var index = 0
        while index < input.count {
            if let secret = known.first(where: { input[index...].starts(with: $0) }) {
                output += Self.mark.utf8
                index += secret.count
            } else if let shape = SecretShape.at(index, of: input) {
                output += input[index..<shape.lowerBound] + Array(Self.mark.utf8)
                index = shape.upperBound
            } else {
                output.append(input[index])
                index += 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
