import Foundation
import PackagePlugin

/// Compiles the package's provider documents into the catalog that a target embeds.
@main
struct CatalogPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL.appending(path: "provider")
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCatalog.swift")
        return [
            .buildCommand(
                displayName: "Compiling the catalog of provider/",
                executable: try context.tool(named: "CatalogCompiler").url,
                arguments: ["embed", root.path(), output.path()],
                inputFiles: documents(below: root),
                outputFiles: [output]
            )
        ]
    }

    /// The files whose change makes the catalog stale.
    private func documents(below root: URL) -> [URL] {
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? [])
            .filter { ["yaml", "yml", "json"].contains($0.pathExtension) }
            .sorted { $0.path() < $1.path() }
    }
}
