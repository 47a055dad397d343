import TuneQLCalls
import TuneQLText

/// The line about a running statement: what has come, what is missing, what it waits for.
struct ProgressText {
    var progress: CallProgress
    var time: Duration

    private static let barWidth = 20

    /// The line, cut to the terminal's width.
    func line(width: Int) -> String {
        let text = ([bar] + facts).compactMap(\.self).joined(separator: " · ")
        return DisplayWidth.width(of: text) < width
            ? text : DisplayWidth.cut(text, to: width - 1).text
    }

    /// The bar, where more than one call is known.
    private var bar: String? {
        guard progress.total > 1 else { return nil }
        let full = Self.barWidth * progress.ended / progress.total
        let bar =
            String(repeating: "█", count: full)
            + String(repeating: "░", count: Self.barWidth - full)
        return "\(bar) \(progress.ended.grouped) of \(progress.total.grouped) scopes"
    }

    private var facts: [String] {
        var facts: [String] = []
        if progress.rows > 0 { facts.append(count(progress.rows, "row")) }
        if progress.requests > 0 { facts.append(count(progress.requests, "call")) }
        if progress.waitingForQuota > 0 {
            facts.append("waiting for quota")
        } else if progress.waitingForRetry > 0 {
            facts.append("waiting to retry")
        }
        return facts + ["\(time.components.seconds) s"]
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number.grouped) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension Int {
    /// The digits in groups of three.
    fileprivate var grouped: String {
        let digits = String(self)
        return digits.enumerated().reduce(into: "") { text, digit in
            if digit.offset > 0, (digits.count - digit.offset) % 3 == 0 { text += "," }
            text.append(digit.element)
        }
    }
}
