import Testing
import TuneQLRendering

struct MarkdownRendererTests {
    @Test func `a result is a table`() throws {
        let text = """
            | name | steps |
            | --- | ---: |
            | first | 642 |
            | second | NULL |

            | a\\|b |
            | --- |
            | x |

            """
        #expect(try rendered(.markdown, RenderingOptions(), jobs, single) == text)
    }

    @Test(
        arguments: [
            ("a|b", #"a\|b"#), ("a\nb", "a<br>b"), ("<b>&", "&lt;b>&amp;"), ("*`\\", #"\*\`\\"#),
            ("JOB_STATE", "JOB_STATE"), ("\u{1b}[0m", #"\x1b\[0m"#), ("日本|", #"日本\|"#), ("", ""),
        ] as [(TestCell, String)]
    )
    func `a cell is no markup`(cell: TestCell, expected: String) throws {
        #expect(try cells(.markdown, .text, [cell]) == "| \(expected) |\n")
    }
}

struct HTMLRendererTests {
    @Test func `a result is a table`() throws {
        let text = """
            <table>
            <tr><th>name</th><th>steps</th></tr>
            <tr><td>first</td><td>642</td></tr>
            <tr><td>second</td><td class="null">NULL</td></tr>
            </table>

            """
        #expect(try rendered(.htmlTable, RenderingOptions(), jobs) == text)
    }

    @Test(
        arguments: [
            ("<script>", "&lt;script&gt;"), ("\"a\" & b", "&quot;a&quot; &amp; b"),
            ("a\nb", "a<br>b"),
            ("\u{1b}é", #"\x1bé"#), ("", ""),
        ] as [(TestCell, String)]
    )
    func `a cell is no markup`(cell: TestCell, expected: String) throws {
        #expect(
            try cells(.htmlTable, .text, [cell])
                == "<table>\n<tr><td>\(expected)</td></tr>\n</table>\n"
        )
    }
}

struct LineRendererTests {
    @Test func `a cell is a line, and rows are apart`() throws {
        let text = """
             name = first
            steps = 642

             name = second
            steps = NULL

            a|b = x

            """
        #expect(try rendered(.line, RenderingOptions(), jobs, single) == text)
    }

    @Test func `without headers only values are left`() throws {
        #expect(
            try rendered(.line, RenderingOptions(hidesHeaders: true), jobs)
                == "first\n642\n\nsecond\nNULL\n"
        )
    }
}
