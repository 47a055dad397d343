import ArgumentParser

/// `tuneql auth`: whose credentials calls carry.
struct AuthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: "Show whose credentials calls carry.",
        subcommands: [AuthStatusCommand.self],
        defaultSubcommand: AuthStatusCommand.self
    )
}
