import Synchronization
import TuneQLText

/// Keeps secrets out of every text that leaves the process.
///
/// Code that reads a secret registers it; unregistered text that looks like one is redacted, too.
package final class Redactor: Sendable {
    /// The redactor for all of the program's texts.
    package static let shared = Redactor()

    /// The replacement for a secret.
    package static let mark = "…"
    /// The minimum length in bytes: shorter secrets would be found inside ordinary words.
    private static let minimumLength = 6
    /// The maximum number of secrets: tokens come and go, so the oldest are forgotten.
    private static let maximumCount = 1_000

    /// A text that must not be seen, and the secret that it reveals.
    fileprivate struct Entry {
        var text: [UInt8]
        var secret: [UInt8]
    }

    fileprivate struct Known {
        /// The secrets in the order in which they were registered.
        var secrets: [[UInt8]] = []
        /// The entries by their first byte, longest first.
        var byFirstByte = [[Entry]](repeating: [], count: 256)
        var pieces = SecretPieces()
    }

    private let known = Mutex(Known())

    package init() {}

    /// Removes a secret, and any long piece of it, from texts from now on.
    ///
    /// It is found in the spellings of URLs, JSON and base64, too.
    ///
    /// - Parameters:
    ///   - secret: The secret.
    ///   - isReadable: Whether it holds long texts that are generally known, such as a URL, so that
    ///     pieces of it are not secret.
    package func register(_ secret: String, isReadable: Bool = false) {
        guard secret.utf8.count >= Self.minimumLength else { return }
        let secret = Array(secret.utf8)
        known.withLock { known in
            guard !known.secrets.contains(secret) else { return }
            if known.secrets.count == Self.maximumCount { known.removeOldest() }
            known.insert(secret, isReadable: isReadable)
        }
    }

    /// The text without registered secrets, and without text that looks like one.
    package func redact(_ text: String) -> String {
        let mark = Array(Self.mark.utf8)
        return String(decoding: redact(Array(text.utf8)) { _ in mark }, as: UTF8.self)
    }

    /// The bytes with each secret replaced.
    ///
    /// - Parameters:
    ///   - input: The text in UTF-8.
    ///   - replacement: Returns the replacement for a secret, which is passed as it was registered,
    ///     or as it appears in the text.
    /// - Returns: The text without secrets.
    package func redact(
        _ input: [UInt8],
        by replacement: (ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8] {
        Self.redact(input, known.withLock { $0 }, depth: 0, by: replacement)
    }

    /// The maximum depth of JSON inside JSON's strings.
    private static let maximumDepth = 5

    /// Decodes strings first: a secret broken up by escapes would not look like one.
    private static func redact(
        _ input: [UInt8],
        _ known: Known,
        depth: Int,
        by replacement: (ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8] {
        guard depth < maximumDepth else { return replacingSecrets(input, known, by: replacement) }
        let read = EscapedStrings.changing(input) { content in
            redact(content, known, depth: depth + 1, by: replacement)
        }
        return replacingSecrets(read, known, by: replacement)
    }

    private static func replacingSecrets(
        _ input: [UInt8],
        _ known: Known,
        by replacement: (ArraySlice<UInt8>) -> [UInt8]
    ) -> [UInt8] {
        let secrets = known.byFirstByte
        var pieces = known.pieces.pieces(in: input)[...]
        var output: [UInt8] = []
        output.reserveCapacity(input.count)
        var start = 0
        var index = 0
        // The next text that looks like a secret; the name before it may hold registered ones.
        var ahead: Range<Int>?
        while index < input.count {
            pieces = pieces.drop { $0.range.upperBound <= index }
            if let found = ahead, found.lowerBound == index {
                let found = widened(found, input, secrets, pieces)
                output += input[start..<index]
                output += replacement(input[found])
                (start, index) = (found.upperBound, found.upperBound)
                ahead = nil
            } else if let (end, secret) = secret(at: index, of: input, secrets, pieces.first) {
                output += input[start..<index]
                output += replacement(secret[...])
                (start, index) = (end, end)
                ahead = ahead?.rest(from: end)
            } else {
                if ahead == nil { ahead = SecretShape.at(index, of: input) }
                if ahead?.lowerBound != index { index += 1 }
            }
        }
        guard start > 0 else { return input }
        return output + input[start...]
    }

    /// The secret that appears here, whole or as a long piece, and the end of that text.
    private static func secret(
        at index: Int,
        of input: [UInt8],
        _ secrets: [[Entry]],
        _ piece: SecretPieces.Piece?
    ) -> (end: Int, secret: [UInt8])? {
        let whole = registered(at: index, of: input, secrets)
        guard let piece, piece.range.lowerBound <= index,
            piece.range.upperBound > whole?.end ?? index
        else { return whole.map { ($0.end, $0.entry.secret) } }
        return (piece.range.upperBound, piece.secret)
    }

    /// The registered secret that appears here, in any spelling, and its end.
    private static func registered(
        at index: Int,
        of input: [UInt8],
        _ secrets: [[Entry]]
    ) -> (end: Int, entry: Entry)? {
        let first = input[index]
        for entry in secrets[Int(first)] {
            if let end = Spelling.end(of: entry.text, at: index, in: input) { return (end, entry) }
        }
        guard Spelling.isLead(first) else { return nil }
        for unit in Spelling.units(at: index, in: input) {
            guard let byte = unit.bytes.first, byte != first else { continue }
            for entry in secrets[Int(byte)] {
                if let end = Spelling.end(of: entry.text, at: index, in: input) {
                    return (end, entry)
                }
            }
        }
        return nil
    }

    /// Extends text that looks like a secret to the end of registered ones that begin in it.
    ///
    /// Those may hold the characters that end a shape.
    private static func widened(
        _ range: Range<Int>,
        _ input: [UInt8],
        _ secrets: [[Entry]],
        _ pieces: ArraySlice<SecretPieces.Piece>
    ) -> Range<Int> {
        var end = range.upperBound
        var index = range.lowerBound
        while index < end {
            end = max(end, registered(at: index, of: input, secrets)?.end ?? 0)
            index += 1
        }
        for piece in pieces.prefix(while: { $0.range.lowerBound < end }) {
            end = max(end, piece.range.upperBound)
        }
        return range.lowerBound..<end
    }
}

extension Range<Int> {
    /// The part after a position; nil when there is none.
    fileprivate func rest(from place: Int) -> Range<Int>? {
        place < upperBound ? Swift.max(lowerBound, place)..<upperBound : nil
    }
}

extension Redactor.Known {
    fileprivate mutating func insert(_ secret: [UInt8], isReadable: Bool) {
        secrets.append(secret)
        let standard = Base64.encoded(secret).filter { $0 != "=" }
        let texts = [secret, Array(standard.utf8), Array(Base64.encoded(secret, as: .url).utf8)]
        for (index, text) in texts.enumerated() where !texts[..<index].contains(text) {
            let first = Int(text[0])
            let place = byFirstByte[first].firstIndex { $0.text.count < text.count }
            byFirstByte[first].insert(
                Redactor.Entry(text: text, secret: secret),
                at: place ?? byFirstByte[first].count
            )
            if !isReadable { pieces.insert(text, of: secret) }
        }
    }

    fileprivate mutating func removeOldest() {
        let secret = secrets.removeFirst()
        for first in byFirstByte.indices { byFirstByte[first].removeAll { $0.secret == secret } }
        pieces.remove(secret)
    }
}
