extension InstalledProviders {
    /// The versions as a table.
    package static func text(of versions: [Version]) -> String {
        guard !versions.isEmpty else { return "no provider is installed" }
        let rows = versions.map { version in
            [
                version.provider, version.version, version.services.map { "\($0)" } ?? "unreadable",
                size(version.size), version.isCurrent ? "current" : "",
            ]
        }
        let heading = ["provider", "version", "services", "size", ""]
        return TextTable(rows: [heading] + rows, numbers: [2, 3]).text
    }

    private static func size(_ bytes: Int64) -> String {
        bytes < 1 << 20 ? "\((bytes + 1023) >> 10) KiB" : "\(bytes >> 20) MiB"
    }
}
