import Synchronization
import TuneQLJSON

/// Keeps secrets out of every text that leaves the process.
///
/// Whoever reads a secret registers it; what has the shape of one is replaced even when nobody did.
package final class Redactor: Sendable {
    /// The one that the program's texts pass through.
    package static let shared = Redactor()

    /// What stands in the place of a secret.
    package static let mark = "…"
    /// Shorter ones would be found inside of ordinary words.
    private static let shortest = 6
    /// Tokens come and go; the oldest of more than this are forgotten.
    private static let most = 1_000

    fileprivate struct Known {
        var all: [[UInt8]] = []
        /// By their first bytes, the longest of each first.
        var byFirstByte = [[[UInt8]]](repeating: [], count: 256)
    }

    private let known = Mutex(Known())

    package init() {}

    /// Keeps a secret out of texts from now on, as it is and as URLs and JSON spell it.
    package func register(_ secret: String) {
        guard secret.utf8.count >= Self.shortest else { return }
        var quoted: [UInt8] = []
        for byte in secret.utf8 { JSONText.appendEscaped(byte, to: &quoted) }
        let spellings = [Array(secret.utf8), quoted, Array(PercentEncoding.encode(secret).utf8)]
        known.withLock { known in
            for spelling in spellings where !known.all.contains(spelling) {
                if known.all.count == Self.most { known.remove(at: 0) }
                known.insert(spelling)
            }
        }
    }

    /// The text without registered secrets, and without what looks like one.
    package func redact(_ text: String) -> String {
        let mark = Array(Self.mark.utf8)
        return String(decoding: redact(Array(text.utf8)) { _ in mark }, as: UTF8.self)
    }

    /// The bytes with something in the place of each secret.
    ///
    /// - Parameters:
    ///   - input: The text in UTF-8.
    ///   - replacement: What stands in the place of a secret, which is given.
    /// - Returns: The text without secrets.
    package func redact(
        _ input: [UInt8],
        by replacement: (ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8] {
        let secrets = known.withLock(\.byFirstByte)
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var start = 0
        var index = 0
        while index < input.count {
            let secret = secrets[Int(input[index])].first { input[index...].starts(with: $0) }
            let found =
                secret.map { index..<index + $0.count }
                ?? SecretShape.at(index, of: input).map { Self.widened($0, input, secrets) }
            if let found {
                output += input[start..<found.lowerBound]
                output += replacement(input[found])
                start = found.upperBound
                index = start
            } else {
                index += 1
            }
        }
        guard start > 0 else { return input }
        return output + input[start...]
    }

    /// What looks like a secret, to the end of the registered ones that begin in it: those may hold
    /// what ends a shape.
    private static func widened(
        _ range: Range<Int>,
        _ input: [UInt8],
        _ secrets: [[[UInt8]]]
    ) -> Range<Int> {
        var end = range.upperBound
        var index = range.lowerBound
        while index < end {
            let secret = secrets[Int(input[index])].first { input[index...].starts(with: $0) }
            end = max(end, index + (secret?.count ?? 0))
            index += 1
        }
        return range.lowerBound..<end
    }
}

extension Redactor.Known {
    fileprivate mutating func insert(_ secret: [UInt8]) {
        all.append(secret)
        let first = Int(secret[0])
        let place = byFirstByte[first].firstIndex { $0.count < secret.count }
        byFirstByte[first].insert(secret, at: place ?? byFirstByte[first].count)
    }

    fileprivate mutating func remove(at index: Int) {
        let secret = all.remove(at: index)
        byFirstByte[Int(secret[0])].removeAll { $0 == secret }
    }
}
