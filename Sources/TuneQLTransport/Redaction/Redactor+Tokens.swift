extension Redactor {
    /// A text without secrets, and without these tokens, registered or not.
    package func redact(_ text: String, hiding tokens: [String]) -> String {
        redact(Secrets.scrub(text, tokens))
    }
}

extension [HTTPField] {
    /// The tokens in the `Authorization` fields, as a server might repeat them.
    package var tokens: [String] {
        filter { $0.name.lowercased() == "authorization" }
            .compactMap { $0.value.split(separator: " ").last.map(String.init) }
    }
}
