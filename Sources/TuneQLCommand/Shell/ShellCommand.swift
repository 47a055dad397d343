import ArgumentParser
import Glibc
import TuneQL
import TuneQLSyntax

/// `tuneql shell`: statements as they are typed.
struct ShellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Run statements interactively."
    )

    @OptionGroup(title: "Output") var output: OutputOptions
    @OptionGroup(title: "Safety") var policy: PolicyOptions
    @OptionGroup(title: "Connection") var connection: ConnectionOptions

    func run() async throws {
        try await reportingFailures {
            try output.checkOutfile()
            let engine = try connection.makeEngine(
                CallMonitor(isVerbose: connection.verbose),
                isSafe: policy.isSafe
            )
            let interruption = Interruption()
            let session = try engine.makeSession(policy: policy.policy)
            _ = try await session.run("SET cache.ttl = '30s'")
            let writer = try ResultWriter(output)
            writer.settings.isInteractive = true
            let runner = ScriptRunner(
                session: session,
                output: writer,
                interruption: interruption,
                keepsGoing: false,
                showsTiming: self.output.stats
            )
            let shell = await Shell(runner: runner, interruption: interruption)
            try await shell.run()
            try await shell.close()
            let code = interruption.exitCode(QueryError.Code.cancelled.exitCode)
            if interruption.isEnd { throw ExitCode(code) }
        }
    }
}

/// The loop of the shell.
@MainActor
struct Shell {
    private let runner: ScriptRunner
    private let reader: LineReader
    private let interruption: Interruption

    init(runner: ScriptRunner, interruption: Interruption) {
        self.runner = runner
        self.interruption = interruption
        reader = LineReader(historyFile: HistoryFile.path(), interruption: interruption)
    }

    /// Reads and runs statements until Ctrl-D, `quit` or a signal that asks for the end.
    func run() async throws {
        if isatty(STDIN_FILENO) == 1 {
            printMessage(
                "tuneql v\(TuneQLVersion.current); statements end with ; and quit exits"
            )
        }
        var runner = runner
        var entered = ""
        while !interruption.isEnd {
            switch reader.line(prompt: prompt(after: entered)) {
            case .interrupted:
                try printOutput("")
                entered = ""
            case .end:
                if isatty(STDIN_FILENO) == 1 { try printOutput("") }
                return
            case .text(let line):
                if entered.isEmpty, ["quit", "exit", "\\q", ".quit"].contains(word(of: line)) {
                    return
                }
                if entered.isEmpty, let command = TimingCommand(line) {
                    command.run(&runner)
                    continue
                }
                entered += entered.isEmpty ? line : "\n" + line
                guard isReady(entered) else { continue }
                reader.remember(entered)
                let text = entered
                entered = ""
                _ = try await runner.run(Script(name: nil, text: text))
            }
        }
    }

    /// Completes the files that are written as a whole.
    func close() throws {
        try runner.output.close()
    }

    private func word(of line: String) -> String {
        var line = line[...]
        while let last = line.last, last == " " || last == ";" { line.removeLast() }
        return String(line.drop { $0 == " " }).lowercased()
    }

    private func isReady(_ text: String) -> Bool {
        StatementReader.isComplete(text)
    }

    /// The prompt, which shows what is still open.
    private func prompt(after entered: String) -> String {
        guard !entered.isEmpty else { return "tuneql> " }
        guard case .open(let opening) = StatementReader.completeness(of: entered) else {
            return "tuneql> "
        }
        return switch opening {
        case .string: "     '> "
        case .name(let quote): "     \(quote)> "
        case .comment: "    /*> "
        case .parenthesis: "     (> "
        case .statement: "    ..> "
        }
    }
}
