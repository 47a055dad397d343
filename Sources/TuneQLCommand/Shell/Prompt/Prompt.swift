import TuneQL
import TuneQLSyntax

/// The text before the line that is being typed.
struct Prompt {
    /// Where statements go.
    enum Target: String {
        case services = "tuneql"
        case emulator
        case replay
    }

    var target: Target

    /// The prompt of a new statement: where it goes, what USE has chosen, and `*` inside of a
    /// transaction; no wider than half of the terminal.
    func text(_ standing: SessionStanding, width: Int) -> String {
        let end = (standing.isInTransaction ? "*" : "") + "> "
        var text = target.rawValue
        if let provider = standing.provider {
            let room = max(width / 2, 12) - text.count - 1 - end.count
            if room >= min(provider.count, 9) { text += " " + provider.shortened(to: room) }
        }
        return text + end
    }

    /// The prompt of a further line, which shows what is open.
    static func continuation(_ opening: Completeness.Opening) -> String {
        switch opening {
        case .string: "     '> "
        case .name(let quote): "     \(quote)> "
        case .comment: "    /*> "
        case .parenthesis: "     (> "
        case .statement: "    ..> "
        }
    }
}

extension String {
    /// The text with its middle replaced by an ellipsis when it is longer than `count`.
    fileprivate func shortened(to count: Int) -> String {
        guard self.count > count else { return self }
        let kept = max(count - 1, 2)
        return prefix(kept - kept / 2) + "…" + suffix(kept / 2)
    }
}
