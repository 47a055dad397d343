/// `.timing on`, `.timing off`, or `.timing` alone, which toggles.
///
/// It also has the names that other shells use: `.timer` and `\\timing`.
struct TimingCommand {
    private let argument: String?

    /// Reads a line; nil when it is something else.
    init?(_ line: String) {
        let words = line.lowercased().split { " \t;".contains($0) }.map(String.init)
        guard let name = words.first, [".timing", ".timer", "\\timing"].contains(name),
            words.count <= 2
        else { return nil }
        argument = words.count > 1 ? words[1] : nil
    }

    func run(_ runner: inout ScriptRunner) {
        switch argument {
        case nil: runner.showsTiming.toggle()
        case "on": runner.showsTiming = true
        case "off": runner.showsTiming = false
        case let other?:
            printMessage("error: timing must be on or off, not '\(other)'")
            return
        }
        printMessage("timing is \(runner.showsTiming ? "on" : "off")")
    }
}
