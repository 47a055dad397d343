import ArgumentParser

/// `tuneql registry`: the provider documents that tables are made of.
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "registry",
        abstract: "Check and install provider documents, which become tables.",
        subcommands: [
            RegistryListCommand.self, RegistryPullCommand.self, RegistryInstallCommand.self,
            RegistryImportCommand.self, RegistryUseCommand.self, RegistryRemoveCommand.self,
            RegistryCheckCommand.self, RegistryWhereCommand.self,
        ]
    )
}
