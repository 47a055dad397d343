import Testing
import TuneQLCredentials

@Suite struct CommandWordsTests {
    @Test(
        arguments: [
            ("", []), ("  ", []), ("a  b\tc", ["a", "b", "c"]), (" a ", ["a"]),
            ("'/a b/c' d", ["/a b/c", "d"]), (#""a b"c"#, ["a bc"]), ("a '' b", ["a", "", "b"]),
            (#"a\ b c"#, ["a b", "c"]), (#""a\"b\\c\d""#, [#"a"b\c\d"#]), (#"'a\b'"#, [#"a\b"#]),
            (#"a'"'b"#, [#"a"b"#]), ("$HOME `x` ;", ["$HOME", "`x`", ";"]), ("'a", nil),
            (#""a"#, nil), (#"a\"#, nil),
        ] as [(String, [String]?)]
    )
    func `a command is split as a shell does it`(command: String, words: [String]?) {
        #expect(CommandWords.split(command) == words)
    }
}
