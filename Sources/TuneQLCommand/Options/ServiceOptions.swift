import ArgumentParser
import TuneQL
import TuneQLTransport

/// The credentials, documents and certificates for reaching services.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Credentials by provider, e.g. '{\"google\": {\"type\": \"null_auth\"}}'.",
            valueName: "json"
        )
    )
    var auth: String?

    @Option(
        help: ArgumentHelp(
            "Use the provider documents in this directory before the built-in ones, or the "
                + "archives at this URL for REGISTRY PULL.",
            valueName: "place"
        )
    )
    var registry: String?

    @Option(
        name: .customLong("CABundle"),
        help: ArgumentHelp("Trust the certificates in this file.", valueName: "file")
    )
    var authorities: String?

    /// The catalogs: the one that the options name, the installed ones, and the built-in one.
    ///
    /// - Throws: ``QueryError`` when a provider document cannot be used.
    func catalogs() throws(QueryError) -> [Engine.Configuration.CatalogSource] {
        typealias Source = Engine.Configuration.CatalogSource
        var sources: [Source] = []
        if let registry, let source = try Source.registry(registry, environment: environment()) {
            sources.append(source)
        }
        if let installed = Engine.Configuration.CatalogSource.installed(in: environment()) {
            sources.append(installed)
        }
        return sources + [.embedded]
    }

    /// Checks that the file of certificates can be read.
    ///
    /// libcurl would report a failure late and in its own words.
    func checkAuthorities() throws(CommandError) {
        if let authorities { try Files.checkReadable(authorities, of: "--CABundle") }
    }

    /// Makes the transport to the services.
    func makeTransport() -> CurlTransport {
        var configuration = CurlTransport.Configuration()
        configuration.certificateFile = authorities
        return CurlTransport(configuration: configuration)
    }
}
