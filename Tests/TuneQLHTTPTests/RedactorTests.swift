import Testing
import TuneQLHTTP

@Suite struct RedactorTests {
    @Test func `what is registered disappears, however often it stands there`() {
        let redactor = Redactor()
        redactor.register("planted-1")
        redactor.register("planted-1-longer")
        redactor.register("ab")
        #expect(
            redactor.redact("ab planted-1 planted-1-longer planted-1") == "ab … … …"
        )
    }

    @Test(
        arguments: [
            ("token ya29.a0Ab-c_d end", "token ya29.… end"),
            ("Authorization: Bearer abc123def456 end", "Authorization: Bearer … end"),
            ("the Bearer authentication failed", "the Bearer authentication failed"),
            ("x eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln y", "x … y"),
            (
                "a -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- b",
                "a …-----END RSA PRIVATE KEY----- b"
            ),
            (
                "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----"
            ),
            (
                #"{"access_token":"a\"b","expires_in":1}"#,
                #"{"access_token":"…","expires_in":1}"#
            ),
            ("refresh_token=abc&client_secret=d%20e&x=y", "refresh_token=…&client_secret=…&x=y"),
            ("it lacks refresh_token", "it lacks refresh_token"),
            ("its client_secret is wrong: abc", "its client_secret is wrong: abc"),
            ("äöü ✓", "äöü ✓"), ("", ""),
        ] as [(String, String)]
    )
    func `what looks like a secret disappears`(text: String, redacted: String) {
        #expect(Redactor().redact(text) == redacted)
    }
}
