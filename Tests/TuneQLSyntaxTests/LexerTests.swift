import Testing
import TuneQLSyntax

struct LexerTests {
    private func kinds(_ text: String) throws -> [String] {
        var lexer = Lexer(Array(text.utf8))
        var found: [String] = []
        while true {
            let token = try lexer.next()
            guard token.kind != .end else { return found }
            found.append("\(name(token.kind)) \(slice(text, token.range))")
        }
    }

    private func name(_ kind: Token.Kind) -> String {
        switch kind {
        case .word(nil): "word"
        case .word: "keyword"
        case .quotedName: "name"
        case .symbol: "symbol"
        default: "\(kind)"
        }
    }

    @Test(
        arguments: [
            ("select Name FROM t1", ["keyword select", "word Name", "keyword FROM", "word t1"]),
            ("'it''s' ''", ["string 'it''s'", "string ''"]),
            (#""a""b" `c``d` [e f]"#, [#"name "a""b""#, "name `c``d`", "name [e f]"]),
            ("x'0aFF' X''", ["blob x'0aFF'", "blob X''"]),
            ("xyz x", ["word xyz", "word x"]),
            (
                "1 1.5 .5 5. 1e3 1.5E-3 0x1F",
                [
                    "number 1", "number 1.5", "number .5", "number 5.", "number 1e3",
                    "number 1.5E-3", "number 0x1F",
                ]
            ),
            (
                "? ?12 :a @b $c @@json $d::e",
                [
                    "variable ?", "variable ?12", "variable :a", "variable @b", "variable $c",
                    "variable @@json", "variable $d::e",
                ]
            ),
            ("a[0]", ["word a", "index [0]"]),
            ("a[0][12]", ["word a", "index [0]", "index [12]"]),
            (#""a"[0]"#, [#"name "a""#, "index [0]"]),
            ("a [0]", ["word a", "name [0]"]),
            ("FROM[0]", ["keyword FROM", "name [0]"]),
            ("a[x]", ["word a", "name [x]"]),
            ("a['x']", ["word a", "member ['x']"]),
            (#"a["x-y"][0]['z']"#, ["word a", #"member ["x-y"]"#, "index [0]", "member ['z']"]),
            ("`a`[ 'it''s]' ].b", ["name `a`", "member [ 'it''s]' ]", "symbol .", "word b"]),
            ("a.order['x']", ["word a", "symbol .", "keyword order", "member ['x']"]),
            ("f(a)['x']", ["word f", "symbol (", "word a", "symbol )", "member ['x']"]),
            ("a ['x'] ['y']", ["word a", "name ['x']", "name ['y']"]),
            ("SELECT['x'],['y']", ["keyword SELECT", "name ['x']", "symbol ,", "name ['y']"]),
            (
                "a->b->>c",
                [
                    "word a", "symbol ->", "word b", "symbol ->>", "word c",
                ]
            ),
            (
                "a||b|c<<d<>e!=f==g<=h",
                [
                    "word a", "symbol ||", "word b", "symbol |", "word c", "symbol <<", "word d",
                    "symbol <>", "word e", "symbol !=", "word f", "symbol ==", "word g",
                    "symbol <=", "word h",
                ]
            ),
            ("a--b\nc", ["word a", "comment --b", "word c"]),
            ("a#b\nc", ["word a", "unsupportedComment #b", "word c"]),
            ("a//b\nc", ["word a", "unsupportedComment //b", "word c"]),
            ("a/b", ["word a", "symbol /", "word b"]),
            ("a/*b*/c", ["word a", "comment /*b*/", "word c"]),
            ("'#' '//' '--'", ["string '#'", "string '//'", "string '--'"]),
            ("SELECT /*+ AWAIT */ 1", ["keyword SELECT", "hint /*+ AWAIT */", "number 1"]),
            ("INSERT/*a*//*+b*/", ["keyword INSERT", "comment /*a*/", "hint /*+b*/"]),
            ("/*+ create */ INSERT", ["comment /*+ create */", "keyword INSERT"]),
            ("a /*+ b */", ["word a", "comment /*+ b */"]),
            ("日本 é_1 a$b", ["word 日本", "word é_1", "word a$b"]),
            ("\u{FEFF}a", ["word a"]),
            ("a\t\r\n\u{0C}b", ["word a", "word b"]),
            ("", []),
        ] as [(String, [String])]
    )
    func `a text is cut into tokens`(text: String, tokens: [String]) throws {
        #expect(try kinds(text) == tokens)
    }

    @Test(
        arguments: [
            ("WHERE a = ⟦'p-1⟧", "expected ' to close this text, found the end"),
            ("a ⟦'it''⟧", "expected ' to close this text, found the end"),
            ("FROM ⟦\"a.b⟧", "expected \" to close this name, found the end"),
            ("FROM ⟦`a.b⟧", "expected ` to close this name, found the end"),
            ("FROM ⟦[a.b⟧", "expected ] to close this name, found the end"),
            ("a⟦['b⟧", "expected ] to close this step, found the end"),
            ("a⟦['b' ⟧", "expected ] to close this step, found the end"),
            ("a⟦['b'⟧, c]", "expected ] to close this step"),
            ("a ⟦/* b⟧", "expected */ to close this comment, found the end"),
            ("a ⟦/*⟧", "expected */ to close this comment, found the end"),
            ("⟦12ab⟧ c", "expected a number, found 12ab"),
            ("⟦1e⟧", "expected a number, found 1e"),
            ("a ⟦$b(c⟧ d)", "expected ) to close this variable"),
            ("⟦0x⟧", "expected a number, found 0x"),
            ("⟦x'0g⟧'", "expected pairs of hexadecimal digits between x' and '"),
            ("⟦x'0'⟧", "expected pairs of hexadecimal digits between x' and '"),
            ("a ⟦:⟧ b", "expected the name of a variable after :"),
            ("a ⟦@@⟧", "expected the name of a variable after @@"),
            ("a ⟦^⟧ b", "unexpected character ^"),
            ("a ⟦!⟧ b", "unexpected character !"),
            ("a ⟦\u{0}⟧ b", "a statement cannot contain a NUL character"),
            ("'a⟦\u{0}⟧b'", "a statement cannot contain a NUL character"),
            ("a ⟦\u{1}⟧ b", "a statement cannot contain a control character"),
            ("a = ⟦{{ b }}⟧ c", "the placeholder {{ b }} has no value"),
            ("a = ⟦{{ b⟧\nc", "the placeholder {{ b has no value"),
            ("a = ⟦{⟧ b }", "unexpected character {"),
        ] as [(String, String)]
    )
    func `what is no token is marked`(marked: String, message: String) throws {
        let (text, range) = try unmark(marked)
        let error = #expect(throws: SyntaxError.self) { try kinds(text) }
        #expect(error == SyntaxError(range: range, message: message))
    }

    @Test func `a keyword is found in any case and a longer word is none`() {
        #expect(Keyword("sElEcT") == .select)
        #expect(Keyword("current_timestamp") == .current_timestamp)
        #expect(Keyword("selects") == nil)
        #expect(Keyword("a word of more than 24 bytes") == nil)
        #expect(Keyword.allCases.allSatisfy { Keyword($0.spelling) == $0 })
    }
}
