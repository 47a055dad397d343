import TuneQLTransport

/// Redacts any text: no registered secret is left, and a second time changes nothing that it showed.
func fuzzRedactor(_ input: [UInt8]) {
    let secret = "Pl4nt3d/s3cr3t+v4lu3"
    let redactor = Redactor()
    redactor.register(secret)
    let half = input.count / 2
    let text =
        String(decoding: input[..<half], as: UTF8.self) + secret
        + String(decoding: input[half...], as: UTF8.self)
    let shown = redactor.redact(text)
    precondition(!shown.contains(secret), "a secret is left")
    precondition(!redactor.redact(shown).contains(secret), "a secret comes back")
}
