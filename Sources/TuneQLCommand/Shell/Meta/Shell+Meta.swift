import TuneQL
import TuneQLText

/// Runs the shell's own commands.
extension Shell {
    /// Runs a command; a mistake in it is reported.
    func perform(_ line: MetaLine) async throws -> Flow {
        do {
            return try await perform(try line.command, line)
        } catch let error as MetaError {
            return fail(error)
        } catch let error as QueryError {
            return fail(MetaError(error.message, help: error.help))
        }
    }

    private func perform(_ command: MetaCommand, _ line: MetaLine) async throws -> Flow {
        if command.action.reachesFiles { try checkFiles() }
        if let sql = try CatalogStatement.text(command.action, line, last: last) {
            return try await execute(sql)
        }
        switch command.action {
        case .quit: return .leave
        case .run, .runExpanded, .repeated: return try await performRun(command.action, line)
        case .watch: return try await watch(line.rest, nil, line: entered.line)
        case .chart: return try await performChart(line)
        case .edit: return try await performEdit(line.arguments)
        case .read: return try await performRead(line.arguments)
        case .favourite: return try await performFavourite(line.words)
        case .cache: return try await performCache(line.arguments)
        case .show:
            guard let setting = line.setting else { return try await performShow() }
            return try await perform(setting)
        case .limits: return try await execute(limitsQuery)
        case .parameter: return try await performParameter(line.words)
        default: try performSetting(command, line)
        }
        return .next
    }

    /// Runs a command that needs no statement.
    private func performSetting(_ command: MetaCommand, _ line: MetaLine) throws {
        let arguments = line.arguments
        switch command.action {
        case .help: try performHelp(line)
        case .mode: try performMode(arguments)
        case .headers: try performHeaders(arguments)
        case .expanded, .nullValue, .width, .pager: try performLook(command, arguments)
        case .output: try performOutput(arguments)
        case .once: try redirect(to: path(of: try argument(arguments, of: command)))
        case .timer:
            runner.showsTiming = try Toggle.value(arguments, of: "timing", now: runner.showsTiming)
            printMessage("timing is \(runner.showsTiming ? "on" : "off")")
        case .echo: echoes = try Toggle.value(arguments, of: "echo", now: echoes)
        case .bail: bails = try Toggle.value(arguments, of: "bail", now: bails)
        case .complete:
            TabKey.isOn = try Toggle.value(arguments, of: "completion", now: TabKey.isOn)
            printMessage("completion is \(TabKey.isOn ? "on" : "off")")
        case .print: try printOutput(arguments.joined(separator: " "))
        case .buffer: try printOutput(entered.isEmpty ? last ?? "" : entered.text)
        case .reset: entered.clear()
        case .save: try performSave(line)
        case .forget: try performForget(try argument(arguments, of: command))
        default: throw MetaError("\(line.word) does nothing here")
        }
    }

    /// The only argument of a command that needs one.
    func argument(_ arguments: [String], of command: MetaCommand) throws(MetaError) -> String {
        guard let argument = arguments.first else {
            throw MetaError(
                ".\(command.name) needs \(command.arguments)",
                help: MetaHelp.heading(command)
            )
        }
        return argument
    }

    /// Refuses to reach files and programs for statements from untrusted sources.
    func checkFiles() throws(MetaError) {
        guard options.policy.isSafe else { return }
        throw MetaError("--safe allows no files and no programs", help: "leave out --safe")
    }

    private func performHelp(_ line: MetaLine) throws {
        switch line.arguments.first?.drop(while: { $0 == "." || $0 == "\\" }) {
        case nil:
            try printOutput(MetaHelp.list(width: Screen.width))
            if entered.opening != nil {
                printMessage("A statement is open: end it with ; or drop it with Ctrl-C.")
            }
        case "shortcuts"?, "keys"?: try printOutput(MetaHelp.shortcuts)
        case let name?: try printOutput(MetaHelp.detail(try MetaCommand.named(String(name))))
        }
    }

    private func performRun(_ action: MetaCommand.Action, _ line: MetaLine) async throws -> Flow {
        let file = line.arguments.first
        let ending: StatementEnding =
            action == .runExpanded ? .expanded(file: file) : .run(file: file)
        if entered.opening != nil { return try await runEntered(ending) }
        guard let last else { throw MetaError("no statement has been run yet") }
        return try await run(last, ending)
    }
}
