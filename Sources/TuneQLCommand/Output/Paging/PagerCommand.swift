import Glibc

/// The program that shows results that are larger than the screen.
struct PagerCommand: Sendable, Hashable {
    /// The command, for a shell.
    let text: String

    /// The usual program: it scrolls to the side, keeps colours and ends by itself after one screen.
    private static let usual = "less -SRXF"

    /// The command in `PAGER`, or the usual one; nil when there is no such program, or none is wanted.
    static func chosen() -> PagerCommand? {
        // Such a terminal scrolls in one direction only.
        if let kind = getenv("TERM"), String(cString: kind) == "dumb" { return nil }
        let named = getenv("PAGER").map { String(cString: $0) } ?? usual
        guard let program = named.split(separator: " ").first.map(String.init), program != "cat",
            isInstalled(program)
        else { return nil }
        return PagerCommand(text: named)
    }

    private static func isInstalled(_ program: String) -> Bool {
        guard !program.contains("/") else { return access(program, X_OK) == 0 }
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        return path.split(separator: ":").contains { access("\($0)/\(program)", X_OK) == 0 }
    }
}
