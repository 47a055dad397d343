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
            ("Authorization: Basic dXNlcjpwYXNz", "Authorization: Basic …"),
            (#"{"authorization": "Basic dXNlcjpwYXNz"}"#, #"{"authorization": "Basic …"}"#),
            ("authorization=abc&x=1", "authorization=…&x=1"),
            ("https://h/v1?key=AbC-1%2F&a=key=2", "https://h/v1?key=…&a=key=2"),
            ("monkey=1 donkey=2", "monkey=1 donkey=2"),
            (
                "x AIzaSyA-1234567890abcdefghijklmnopqrs. y",
                "x AIza… y"
            ),
            ("GOCSPX-abcdefghij0123456789", "GOCSPX-…"),
            ("1//0gabcdefghijklmnopqrstuvwxyz0123456789", "1//0…"),
            ("x-goog-api-key: abc", "x-goog-api-key: …"),
            (
                #"{"text":"{\"access_token\":\"abc\",\"a\":1}"}"#,
                #"{"text":"{\"access_token\":\"…\",\"a\":1}"}"#
            ),
            (#"{"password":"a\\","b":"c"}"#, #"{"password":"…","b":"c"}"#),
            ("äöü ✓", "äöü ✓"), ("", ""), ("a", "a"), ("y", "y"), ("access_token", "access_token"),
            ("access_token:", "access_token:"), ("Bearer ", "Bearer "), ("&key=", "&key="),
        ] as [(String, String)]
    )
    func `what looks like a secret disappears`(text: String, redacted: String) {
        #expect(Redactor().redact(text) == redacted)
    }

    @Test func `a text without secrets stays the same after another time`() {
        let texts = ["Authorization: Bearer abc123def456", "ya29.abc", "password=x&y=z"]
        for text in texts {
            let once = Redactor().redact(text)
            #expect(Redactor().redact(once) == once)
        }
    }

    @Test func `a secret is found as URLs and JSON spell it`() {
        let redactor = Redactor()
        redactor.register("a/b+c\"d\n")
        #expect(redactor.redact("x=a%2Fb%2Bc%22d%0A&y") == "x=…&y")
        #expect(redactor.redact(#"{"x":"a/b+c\"d\n"}"#) == #"{"x":"…"}"#)
    }

    @Test func `the oldest of many secrets are forgotten, the latest are not`() {
        let redactor = Redactor()
        for number in 0..<2_000 { redactor.register("secret-number-\(number)-") }
        #expect(redactor.redact("secret-number-1999-") == "…")
        #expect(redactor.redact("secret-number-0-") == "secret-number-0-")
    }

    @Test func `a registered secret disappears whole behind a name that announces it`() {
        let redactor = Redactor()
        redactor.register("my secret, with commas")
        #expect(redactor.redact("password=my secret, with commas; x") == "password=…; x")
    }
}
