import TuneQLCompletion
import TuneQLRendering

extension MetaCommand {
    /// The commands, as completion knows them.
    static var completed: [SessionNames.Command] {
        all.map { command in
            SessionNames.Command(
                command.name,
                command.operand.argument,
                aliases: command.aliases,
                summary: command.summary
            )
        }
    }
}

extension MetaCommand.Operand {
    /// What completes the argument.
    fileprivate var argument: SessionNames.Command.Argument {
        switch self {
        case .none, .text, .savedQuery: .none
        case .command: .words(MetaCommand.all.map(\.name))
        case .table, .resource, .service, .provider: .table
        case .format: .words(OutputFormat.allCases.map(\.rawValue))
        case .toggle: .words(["on", "off", "auto"])
        case .file: .file
        case .parameter: .words(["set", "unset", "list", "clear"])
        case .statement: .statement
        }
    }
}
