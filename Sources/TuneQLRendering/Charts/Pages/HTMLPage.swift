import TuneQLText

/// A page in one file: it asks for nothing else, and runs no script but its own.
package enum HTMLPage {
    /// Everything before the first section; the elements that stay open need no end.
    package static func opening(title: String) -> String {
        let style = PageStyle.text + SVGStyle.text
        let policy =
            "default-src 'none'; img-src data:; style-src '\(hash(of: style))'; "
            + "script-src '\(hash(of: PageScript.text))'; base-uri 'none'; form-action 'none'"
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="\(policy)">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>\(MarkupText.escaped(title))</title>
            <style>\(style)</style>
            <script>\(PageScript.text)</script>
            </head>
            <body>

            """
    }

    /// A text box that filters the rows of the section's table; the script shows it.
    package static let filter = """
        <p class="filter" hidden><label>Filter <input type="search" autocomplete="off"></label>
        <output aria-live="polite"></output></p>

        """

    /// A chart with a frame that scrolls where the page is narrow.
    package static func figure(_ chart: Chart) -> String {
        "<figure tabindex=\"0\" aria-label=\"\(MarkupText.escaped(chart.title))\">\n"
            + "\(SVGChart.element(of: chart))</figure>\n"
    }

    /// The source expression that allows a text in the page's policy.
    private static func hash(of text: String) -> String {
        "sha256-\(Base64.encoded(SHA256.digest(of: Array(text.utf8))))"
    }
}
