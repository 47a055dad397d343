import Testing
import TuneQLText

struct DisplayWidthTests {
    @Test(
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("\u{301}", 0), ("日本", 4), ("한국", 4),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("\u{1161}", 0), ("ｆｕ", 4), ("ﾊ", 1), ("、", 2),
            ("…", 1), ("Ω", 1), ("〈", 2), ("\u{2329}", 2), ("\u{FE10}", 2), ("䷀", 2), ("𛀀", 2),
            // Emoji: coloured by themselves, coloured by U+FE0F, and plain.
            ("🎵", 2), ("⚡", 2), ("⌚", 2), ("⏰", 2), ("⭐", 2), ("🀄", 2), ("🟠", 2), ("🫠", 2),
            ("❤️", 2), ("☺️", 2), ("1️⃣", 2), ("❤", 1), ("☃", 1), ("🌡", 1), ("🖥", 1),
            ("👩‍👩‍👧‍👦", 2), ("👍🏽", 2), ("🇩🇪", 2),
            // A flag is two regional indicators of one column each.
            ("\u{1F1E6}", 1), ("\u{1F1FF}", 1), ("🇩🇪🇩", 3),
            // Signs that enclose digits are format characters, yet visible.
            ("\u{600}", 1), ("\u{605}", 1), ("\u{6DD}", 1), ("\u{70F}", 1), ("\u{890}", 1),
            ("\u{891}", 1), ("\u{8E2}", 1), ("\u{110BD}", 1), ("\u{110CD}", 1),
            ("\u{601}1", 2),
            // What takes no column.
            ("\u{200B}", 0), ("\u{AD}", 0), ("\u{FE0F}", 0), ("\u{7F}", 0), ("\u{85}", 0),
            ("\t", 0),
        ]
    )
    func `text is as wide as terminals show it`(_ text: String, _ width: Int) {
        #expect(DisplayWidth.width(of: text) == width)
    }

    @Test(
        arguments: [
            ("abcdef", 4, "ab…f", 4), ("abcdef", 5, "ab…ef", 5), ("日本語", 4, "日…", 3),
            ("é́é́é́", 2, "é́…", 2), ("日本語日本語", 7, "日本…語", 7), ("abc", 1, "…", 1),
        ]
    )
    func `a text is cut in its middle`(_ text: String, _ limit: Int, _ cut: String, _ width: Int) {
        let result = DisplayWidth.cut(text, to: limit)
        #expect(result.text == cut)
        #expect(result.width == width)
    }
}
