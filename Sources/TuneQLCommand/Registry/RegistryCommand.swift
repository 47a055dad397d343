import ArgumentParser

/// `tuneql registry`: the provider documents that tables are made of.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Check provider documents, which become tables.",
        subcommands: [RegistryCheckCommand.self]
    )
}
