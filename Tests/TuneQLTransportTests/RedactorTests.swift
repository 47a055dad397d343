import Testing
import TuneQLTransport

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
            ("http://me:pass@host/x", "http://me:…@host/x"),
            (#"{"u":"https:\/\/me:p%40ss@h"}"#, #"{"u":"https://me:…@h"}"#),
            ("https://host:8080/a@b", "https://host:8080/a@b"),
            ("https://git@host/a:b", "https://git@host/a:b"),
            ("https://h/?sig=aB%2F&code=c-1&x=y", "https://h/?sig=…&code=…&x=y"),
            (
                "h?X-Amz-Signature=ab&client-secret=c&pageToken=d",
                "h?X-Amz-Signature=…&client-secret=…&pageToken=d"
            ),
            (#"{"a":"refresh_token\u003dabc\u0026x\u003dy"}"#, #"{"a":"refresh_token=…&x=y"}"#),
            (#"{"a":"1\/\/0gabcdefghijklmnopqrstuvwxyz0123456789"}"#, #"{"a":"1//0…"}"#),
            (#"{"a":"{\"b\":\"ya29.c\\u003d\\u003d\"}"}"#, #"{"a":"{\"b\":\"ya29.…\"}"}"#),
            (#"{"a":"x\u003dy","b":"\ud800"}"#, #"{"a":"x\u003dy","b":"\ud800"}"#),
            ("\"\\", "\"\\"), ("\"\\\"", "\"\\\""), ("\\", "\\"), ("%", "%"), ("&#;&", "&#;&"),
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

    /// A token as it may come, and ways to write it.
    private static let odd = "PLANTEDc2Vj/bG9+ä✓😀=="

    @Test(
        arguments: [
            #"PLANTEDc2Vj/bG9+ä✓😀\u003d\u003d"#, #"PLANTEDc2Vj\/bG9+ä✓😀=="#,
            #"PLANTEDc2Vj/bG9+\u00e4\u2713\uD83D\ude00=="#,
            #"PLANTEDc2Vj\u002FbG9\u002b\u00E4\u2713\ud83d\ude00\u003D="#,
            #"PLANTEDc2Vj\\/bG9+ä✓\\ud83d\\ude00\\u003d="#,
            "PLANTEDc2Vj%2FbG9%2B%C3%A4%E2%9C%93%F0%9F%98%80%3D%3D",
            "PLANTEDc2Vj%2fbG9%2b%c3%a4%e2%9c%93%f0%9f%98%80%3d%3d",
            "PLANTEDc2Vj%252fbG9%252b%25c3%25a4%E2%9C%93%F0%9F%98%80%3d%3D",
            "PLANTEDc2Vj&#47;bG9&plus;&#xe4;✓😀&equals;=",
            "UExBTlRFRGMyVmovYkc5K8Ok4pyT8J-YgD09", "UExBTlRFRGMyVmovYkc5K8Ok4pyT8J+YgD09",
            #"\u0050LANTEDc2Vj/bG9+ä✓😀=="#, "%50LANTEDc2Vj/bG9+ä✓😀==",
        ]
    )
    func `a secret is found in whatever way it is spelt`(_ spelling: String) {
        let redactor = Redactor()
        redactor.register(Self.odd)
        #expect(redactor.redact("x \(spelling) y") == "x … y")
        #expect(redactor.redact(#"{"\#(spelling)":["\#(spelling)"]}"#) == #"{"…":["…"]}"#)
    }

    @Test func `what only begins like a secret stays`() {
        let redactor = Redactor()
        redactor.register(#"ab\\\\\\\\\\\\c"#)
        let text = "ab" + String(repeating: "\\", count: 4_000)
        #expect(redactor.redact(text) == text)
        #expect(redactor.redact(#"ab\\\\\\\\\\\\c"#) == "…")
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

    private static let token = "ya29.PLANTED-3f9c1b7e5d2a4860-abcdefghij"

    @Test(
        arguments: [
            " ", "\n", "\r\n\t ", "\u{A0}", "\u{2028}", "\u{3000}", "\u{200B}", "\u{200D}\u{2060}",
            "\u{FEFF}", "\u{AD}", "\u{202E}", "\u{180E}", "\u{E0020}", "\u{FE0F}", "\u{0}", "\u{7}",
            "\u{FFFD}", "\\n", "\\u200b", "\\\\n", "%0A", "%e2%80%8b", "&#8203;",
        ]
    )
    func `a secret is found with something invisible inside, wherever that stands`(gap: String) {
        let redactor = Redactor()
        redactor.register(Self.token)
        redactor.register("short-1")
        for place in 1..<Self.token.count {
            let broken = "\(Self.token.prefix(place))\(gap)\(Self.token.dropFirst(place))"
            #expect(redactor.redact("x \(broken) y") == "x … y", "\(place)")
        }
        #expect(redactor.redact("x sho\(gap)rt-1 y") == "x … y")
        let spread = Self.token.map(String.init).joined(separator: gap)
        #expect(redactor.redact("x \(spread) y") == "x … y")
    }

    @Test(
        arguments: [
            ("the token 'PLANTED-3f9c1b7e…' is bad", "the token '……' is bad"),
            ("ya29.PLANTED-3f9c1b7e [cut] 5d2a4860-abcdefghij", "… [cut] …"),
            ("(b7e5d2a4860-abcdefghij)", "(…)"), ("3f9c1b7e5d2a4860 1", "… 1"),
            ("3f9c\\u0031b7e5d2a4860 1", "… 1"), ("9c1b7e5 d2a4860-a", "…"),
            ("3f9c1b7e5d2a486 is short", "3f9c1b7e5d2a486 is short"),
            ("eWEyOS5QTEFOVEVELTNmOWMxYjdl", "…"),
        ] as [(String, String)]
    )
    func `a long piece of a secret is one`(text: String, redacted: String) {
        let redactor = Redactor()
        redactor.register(Self.token)
        #expect(redactor.redact(text) == redacted)
    }

    @Test func `a key is found whose lines stand on one, and in pieces behind a name`() {
        let redactor = Redactor()
        redactor.register("-----BEGIN-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END-----\n")
        #expect(redactor.redact("a -----BEGIN-----MIIEvQIBADANBgkqhkiG9w0BAQEFAASC b") == "a … b")
        #expect(redactor.redact("password=MIIEvQIBADAN BgkqhkiG; x") == "password=…; x")
    }

    @Test func `pieces of forgotten secrets are no secrets`() {
        let redactor = Redactor()
        redactor.register(Self.token)
        for number in 0..<1_000 { redactor.register("\(number)-number") }
        #expect(redactor.redact("3f9c1b7e5d2a4860") == "3f9c1b7e5d2a4860")
    }

    @Test func `a secret that holds public texts is one as a whole`() {
        let redactor = Redactor()
        redactor.register("https://iam.googleapis.com/x?signature=1", isReadable: true)
        #expect(
            redactor.redact("GET https://iam.googleapis.com/x")
                == "GET https://iam.googleapis.com/x"
        )
        #expect(redactor.redact("https://iam.google\napis.com/x?signature=1") == "…")
    }

    @Test func `tokens of a request are hidden though nothing has registered them`() {
        let fields = [
            HTTPField(name: "authorization", value: "Bearer tok-1"),
            HTTPField(name: "X-Goog-User-Project", value: "p-1"),
        ]
        #expect(fields.tokens == ["tok-1"])
        #expect(
            Redactor().redact("p-1 has tok-1, tok-1.", hiding: fields.tokens) == "p-1 has …, …."
        )
    }
}
