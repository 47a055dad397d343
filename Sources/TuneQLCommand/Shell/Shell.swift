import Glibc
import TuneQL

/// The shell: reads lines, runs statements and its own commands.
@MainActor
final class Shell {
    /// What follows a line.
    enum Flow {
        case next
        /// The rest of the file is left out.
        case stop
        /// The shell ends.
        case leave
    }

    var runner: ScriptRunner
    let options: ShellCommand
    private let prompt: Prompt
    /// What has been entered and not run yet.
    var entered = EnteredText()
    /// The last statement that was run.
    var last: String?
    /// The files that are being read, the innermost last.
    var places: [ScriptPlace] = []
    var echoes = false
    /// Whether a file ends at its first error.
    var bails = false
    /// The exit code: that of the first failure, for a shell that reads a file or a pipe.
    var exitCode: Int32 = 0
    private var history: History?

    init(runner: ScriptRunner, options: ShellCommand) {
        (self.runner, self.options) = (runner, options)
        runner.output.settings.isInteractive = true
        let connection = options.connection
        prompt = Prompt(
            target: connection.emulator
                ? .emulator : connection.replay == nil ? .services : .replay
        )
    }

    var interruption: Interruption { runner.interruption }
    var session: Session { runner.session }

    /// Reads and runs statements until Ctrl-D, `quit` or a signal that asks for the end.
    ///
    /// - Returns: The exit code.
    func run() async throws -> Int32 {
        let isTerminal = isatty(STDIN_FILENO) == 1
        if isTerminal { printMessage(Banner.text(width: Screen.width)) }
        guard try await runInitFile() != .leave else { return 0 }
        if isTerminal {
            try await runKeyboard()
            return 0
        }
        places = [.standardInput]
        var lines = StreamLines()
        _ = try await run { lines.next() }
        return exitCode
    }

    private func runKeyboard() async throws {
        let reader = LineReader(historyFile: HistoryFile.path(), interruption: interruption)
        history = reader.history
        while !interruption.isEnd {
            let opening = entered.opening
            let prompt =
                if let opening { Prompt.continuation(opening) } else {
                    prompt.text(await session.standing, width: Screen.width)
                }
            TabKey.names.refresh(from: session, variables: runner.bindings.named.keys.sorted())
            TabKey.above = opening == nil ? "" : entered.text + "\n"
            switch reader.line(prompt: prompt) {
            case .interrupted:
                try printOutput("")
                entered.clear()
            case .end:
                try printOutput("")
                return
            case .text(let text):
                guard try await takeAll(text) != .leave else { return }
            }
        }
    }

    /// Completes the files that are written as a whole.
    func close() throws {
        try runner.output.close()
    }

    /// Takes the lines of an edit, of which a paste has several.
    private func takeAll(_ text: String) async throws -> Flow {
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard try await take(String(line)) != .leave else { return .leave }
        }
        return .next
    }

    /// Runs the lines of a file to its end.
    func run(_ next: () -> EnteredLine) async throws -> Flow {
        while !interruption.isEnd {
            switch next() {
            case .interrupted:
                exitCode = QueryError.Code.cancelled.exitCode
                return .stop
            case .end:
                // The last statement may lack its semicolon.
                return entered.opening == nil ? .next : try await runEntered(nil)
            case .text(let line):
                let flow = try await take(line)
                if flow != .next { return flow }
            }
        }
        return .leave
    }

    /// Takes a line, and runs what it ends.
    private func take(_ line: String) async throws -> Flow {
        switch entered.add(line) {
        case .incomplete: return .next
        case .meta(let meta):
            remember(line)
            return try await perform(meta)
        case .statement(let ending):
            remember(entered.typed)
            return try await runEntered(ending)
        }
    }

    /// Adds what was typed to the history.
    func remember(_ text: String) {
        if places.isEmpty { history?.add(text) }
    }

    /// Runs what has been entered.
    func runEntered(_ ending: StatementEnding?) async throws -> Flow {
        let (text, line) = (entered.text, entered.firstLine)
        entered.clear()
        return try await run(text, ending, line: line)
    }

    /// Runs a statement as its ending says.
    func run(_ text: String, _ ending: StatementEnding?, line: Int = 1) async throws -> Flow {
        last = text
        do throws(MetaError) {
            switch ending {
            case nil, .run(nil): break
            case .run(let file?): try redirect(to: path(of: file))
            case .expanded(let file?): try redirect(to: path(of: file))
            case .expanded(nil), .watch: break
            }
        } catch {
            return fail(error, line: line)
        }
        if case .watch(let arguments) = ending {
            return try await watch(arguments, text, line: line)
        }
        let settings = runner.output.settings
        if case .expanded = ending { runner.output.settings.expand() }
        defer { runner.output.settings = settings }
        return try await execute(text, line: line)
    }

    /// Runs statements and writes their results.
    func execute(_ text: String, line: Int = 1) async throws -> Flow {
        if echoes { printMessage(text, shorteningNames: false) }
        let place = places.last
        // Messages count the lines of the file.
        let above = place == nil ? "" : String(repeating: "\n", count: max(0, line - 1))
        let code = try await runner.run(Script(name: place?.name, text: above + text))
        return outcome(of: code)
    }

    /// Notes the outcome of a statement or a command.
    func outcome(of code: Int32) -> Flow {
        if interruption.isEnd { return .leave }
        guard code != 0, !places.isEmpty else { return .next }
        if exitCode == 0 { exitCode = code }
        return bails || code == QueryError.Code.cancelled.exitCode ? .stop : .next
    }

    /// Reports a mistake in a command.
    func fail(_ error: MetaError, line: Int? = nil) -> Flow {
        let line = line ?? entered.line
        printMessage(error.report(at: places.last.map { "\($0.name):\(line)" }))
        return outcome(of: 1)
    }

    /// The path of a file that is named in the file that is being read.
    func path(of file: String) -> String {
        if file.hasPrefix("~/"), let home = UserDirectory.variable("HOME") {
            return home + file.dropFirst()
        }
        return places.last?.path(of: file) ?? file
    }
}
