import ArgumentParser

/// `tuneql auth`: the credentials that calls carry.
struct AuthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "auth",
        abstract: "Show the credentials that calls carry.",
        subcommands: [AuthStatusCommand.self],
        defaultSubcommand: AuthStatusCommand.self
    )
}
