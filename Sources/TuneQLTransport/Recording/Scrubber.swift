import Synchronization
import TuneQLText

/// Replaces secrets with placeholders, a different one for each secret.
///
/// So two page tokens that look like secrets remain distinct, and a secret that recurs can be
/// recognised.
final class Scrubber: Sendable {
    static let placeholder = "REDACTED"

    private let redactor: Redactor
    private let numbers = Mutex<[[UInt8]: Int]>([:])

    init(_ redactor: Redactor = .shared) {
        self.redactor = redactor
    }

    func bytes(_ input: [UInt8]) -> [UInt8] {
        redactor.redact(input) { secret in
            if Self.isPlaceholder(secret) { return Array(secret) }
            return Array("\(Self.placeholder)-\(number(of: secret))".utf8)
        }
    }

    func text(_ input: String) -> String {
        String(decoding: bytes(Array(input.utf8)), as: UTF8.self)
    }

    /// The URL without secrets in its path or in its query's values, percent-encoded or not.
    func url(_ input: String) -> String {
        guard let mark = input.firstIndex(of: "?") else { return text(input) }
        let items = input[input.index(after: mark)...].split(separator: "&").map(item)
        return text(String(input[..<mark])) + "?" + items.joined(separator: "&")
    }

    private func item(_ item: Substring) -> String {
        guard let sign = item.firstIndex(of: "=") else { return String(item) }
        let name = item[..<sign]
        if RedactedURL.isSecret(name) { return "\(name)=\(Self.placeholder)" }
        let value = PercentEncoding.decode(item[item.index(after: sign)...])
        let scrubbed = text(value)
        return scrubbed == value ? String(item) : "\(name)=\(PercentEncoding.encode(scrubbed))"
    }

    /// Whether a secret is already a placeholder.
    private static func isPlaceholder(_ secret: ArraySlice<UInt8>) -> Bool {
        let start = Array("\(placeholder)-".utf8)
        let digits = secret.dropFirst(start.count)
        return secret.starts(with: start) && digits.allSatisfy { $0.isDigit }
    }

    private func number(of secret: ArraySlice<UInt8>) -> Int {
        let secret = Array(secret)
        return numbers.withLock { numbers in
            if let known = numbers[secret] { return known }
            numbers[secret] = numbers.count + 1
            return numbers.count
        }
    }
}
