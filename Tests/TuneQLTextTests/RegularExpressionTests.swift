import Glibc
import TestSupport
import Testing
import TuneQLText

struct RegularExpressionTests {
    @Test(
        arguments: [
            ("^a+$", "aaa", "aaa"), ("^a+$", "aab", nil), ("a|ab", "xab", "ab"),
            ("ö.", "größer", "öß"),
            ("(a|ab)(c|bcd)", "abcd", "abcd"), ("", "x", ""), ("$", "ab", ""),
            ("a{2,3}", "aaaa", "aaa"),
            ("a{2}", "aaaa", "aa"), ("a{,2}b", "aaab", "aab"), ("a{2,}", "aaaa", "aaaa"),
            ("[[:digit:]]+", "v12", "12"), ("[^[:alpha:]]", "aé1", "1"),
            ("[]a-c-]+", "x]b-d", "]b-"),
            ("[[.-.]x]+", "a-x", "-x"), ("\\w+", "  ä_1 ", "ä_1"), ("\\bb\\w", "ab bc", "bc"),
            ("\\<c\\>", "ac c", "c"), ("\\S\\s\\S", "a b", "a b"), ("\\.", "a.b", "."),
            (")", "a)", ")"),
            ("a|", "b", ""), ("(a*)*b", "aab", "aab"), ("x*", "aaa", ""),
            (".", "\u{1F600}", "\u{1F600}"), ("(^.){1,2}", "ac", "a"),
            ("a.c", "a\nc", "a\nc"), ("a.c", "a\0c", "a\0c"), ("(^a|b)c", "bc", "bc"),
            ("^^a", "a", "a"),
        ] as [(String, String, String?)]
    )
    func `the leftmost, longest match is found`(
        _ pattern: String,
        _ text: String,
        _ expected: String?
    ) throws {
        let match = try RegularExpression(pattern).firstMatch(in: text.utf8.span)
        #expect(match.map { String(decoding: Array(text.utf8)[$0], as: UTF8.self) } == expected)
    }

    @Test(
        arguments: [
            ("(", "a ( is not closed"), ("[", "a [ is not closed"), ("[a", "a [ is not closed"),
            ("[[:word:]]", "there is no class [:word:]"), ("[[:alpha", "a [: is not closed"),
            ("[z-a]", "a range in brackets ends before it starts"),
            ("a\\", "it ends with a backslash"),
            ("*", "there is nothing to repeat before *"),
            ("(+)", "there is nothing to repeat before +"),
            ("a|?", "there is nothing to repeat before ?"),
            ("(a)\\1", "a pattern cannot refer back to its groups (\\1)"),
            ("a{", "{ must be followed by one or two numbers and }"),
            ("a{3,2}", "{ must be followed by one or two numbers and }"),
            ("a{1001}", "it repeats more than 1000 times"),
            ("a{99999999999999999999}", "it repeats more than 1000 times"),
            (String(repeating: "(", count: 100_000), "its parentheses are nested too deeply"),
            ("a" + String(repeating: "*", count: 100_000), "its repetitions are nested too deeply"),
            ("((a{1,255}){1,255}){1,255}", "it is too large, with its repetitions written out"),
            ("a{0}{255}{255}{255}", "it is too large, with its repetitions written out"),
            (
                String(repeating: "a|", count: 100_000),
                "it is too large, with its repetitions written out"
            ),
        ]
    )
    func `what is none is refused, and so is what has no measure`(
        _ pattern: String,
        _ reason: String
    ) {
        let error = #expect(throws: RegularExpressionError.self) { try RegularExpression(pattern) }
        #expect(error?.reason == reason)
    }

    @Test(
        arguments: [
            ("(a)|(b)", "ab", "<\\1\\2>", "<a><b>"), ("b", "abc", "\\0\\0", "abbc"),
            ("", "aé", "-", "-a-é-"),
            ("^a", "aaa", "b", "baa"), ("a*", "aaa", "x", "x"), ("\\bb", "b ab b", "c", "c ab c"),
            ("(.*)-v([0-9]+)", "support-v3", "\\2 of \\1", "3 of support"),
            ("b", "abc", "\\", "ac"),
            ("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "abcdefghij", "\\9\\1", "ia"),
            ("x", "abc", "y", "abc"),
            ("([a-z])+", "abc", "\\1", "c"), ("(a|b*)*c", "abbc", "<\\0>", "<abbc>"),
        ]
    )
    func `matches are replaced, with their groups`(
        _ pattern: String,
        _ text: String,
        _ replacement: String,
        _ expected: String
    ) throws {
        let bytes = try RegularExpression(pattern)
            .replacing(in: text.utf8.span, with: replacement.utf8.span)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }

    @Test func `a long search can be stopped`() throws {
        let expression = try RegularExpression("(0|1)*1(0|1){900}x")
        let text = String(repeating: "01", count: 100_000)
        var questions = 0
        #expect(throws: RegularExpression.Stopped.self) {
            try expression.firstMatch(in: text.utf8.span) {
                questions += 1
                return questions == 3
            }
        }
        #expect(questions == 3)
    }

    /// The C library's expressions are the same within what both know.
    @Test func `the C library finds the same matches`() throws {
        var random = SplitMix64(seed: 4)
        for _ in 0..<20_000 {
            // Not inside of groups: the C library forgets anchors that it repeats.
            let pattern =
                Self.anchor(["", "", "^", "\\b"], &random) + Self.pattern(&random, depth: 3)
                + Self.anchor(["", "", "$", "\\>"], &random)
            let text = Self.text(&random)
            var other = regex_t()
            guard regcomp(&other, pattern, REG_EXTENDED) == 0 else { continue }
            defer { regfree(&other) }
            var place = regmatch_t()
            let isFound = regexec(&other, text, 1, &place, 0) == 0
            let expected = isFound ? Int(place.rm_so)..<Int(place.rm_eo) : nil
            let match = try RegularExpression(pattern).firstMatch(in: text.utf8.span)
            try #require(match == expected, "\(pattern) in \(text)")
        }
    }

    private static func anchor(_ choices: [String], _ random: inout SplitMix64) -> String {
        choices.randomElement(using: &random) ?? ""
    }

    private static func text(_ random: inout SplitMix64) -> String {
        String((0..<Int.random(in: 0...8, using: &random)).map { _ in letter(&random) })
    }

    private static func letter(_ random: inout SplitMix64) -> Character {
        "abc ".randomElement(using: &random) ?? "a"
    }

    private static func pattern(_ random: inout SplitMix64, depth: Int) -> String {
        let inner = { (random: inout SplitMix64) in pattern(&random, depth: depth - 1) }
        switch depth == 0 ? 0 : Int.random(in: 0...7, using: &random) {
        case 1, 2: return inner(&random) + inner(&random)
        case 3: return "(\(inner(&random))|\(inner(&random)))"
        case 4:
            return "(\(inner(&random)))"
                + (["*", "+", "?", "{1,2}"].randomElement(using: &random) ?? "")
        case 5:
            return ["[ab]", "[^a]", ".", "\\w", "[[:space:]]"].randomElement(using: &random) ?? ""
        default:
            return String(letter(&random))
                + (["", "", "*", "+"].randomElement(using: &random) ?? "")
        }
    }
}
