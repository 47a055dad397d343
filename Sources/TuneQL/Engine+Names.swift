import TuneQLCalls
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// Checks the names in a configuration: a misspelt service would be called at its own host, and a
/// misspelt provider with credentials of another one.
extension Engine {
    /// Throws for names of services and providers that are in no document.
    ///
    /// The catalog is opened only if there is a name to look up.
    func checkNames(in configuration: Configuration) throws(QueryError) {
        try checkServices(configuration)
        try checkVariables(configuration.environment)
        guard let text = configuration.authentication, !text.isEmpty else { return }
        let names = try Self.providers(ofAuthentication: text)
        guard names.contains(where: { $0 != "google" }) else { return }
        try Self.check(names, among: try providerNames)
    }

    /// The error of an `--auth` text that misspells a provider of the built-in documents.
    package static func misspelling(inAuthentication text: String) -> QueryError? {
        guard let names = try? providers(ofAuthentication: text),
            let known = try? Catalog.embedded.providers().map(\.name)
        else { return nil }
        do throws(QueryError) {
            try check(names, among: known)
            return nil
        } catch {
            return error
        }
    }

    /// Throws for unknown names that resemble a known one.
    ///
    /// Others are accepted, since programs with other providers often share one text.
    private static func check(
        _ names: [String],
        among providers: [String]
    ) throws(QueryError) {
        for name in names where !providers.contains(name) {
            guard let nearest = Suggestion.nearest(to: name, among: providers) else { continue }
            throw QueryError(
                .invalidValue,
                "--auth has an entry for \(ReadableText.line(name)), which is not a known provider",
                help: "did you mean \(nearest)?"
            )
        }
    }

    /// The names of the entries.
    private static func providers(
        ofAuthentication text: String
    ) throws(QueryError) -> [String] {
        let help = #"write --auth '{"google": {"type": "null_auth"}}'"#
        let json: JSONValue
        do {
            json = try JSONValue(parsing: text)
        } catch {
            throw QueryError(
                .invalidValue,
                "--auth is not JSON: \(error.reason.rawValue), at byte \(error.offset)",
                help: help
            )
        }
        guard let entries = json.object?.members else {
            throw QueryError(.invalidValue, "--auth is not a JSON object", help: help)
        }
        for entry in entries where entry.value.object == nil {
            throw QueryError(
                .invalidValue,
                "--auth: the entry for \(ReadableText.line(entry.name)) is not a JSON object",
                help: help
            )
        }
        return entries.map(\.name)
    }
}

// MARK: - Services

extension Engine {
    private func checkServices(_ configuration: Configuration) throws(QueryError) {
        let names =
            configuration.endpoints.keys.sorted().map { ($0, "--endpoint") }
            + configuration.limits.keys.sorted().map { ($0, "--limit") }
        for (name, source) in names {
            let found = try service(named: name)
            if let found, found == name { continue }
            let services = try serviceNames
            guard !services.contains(name) else { continue }
            if let found { throw Self.unknownService(name, source, "did you mean \(found)?") }
            if let nearest = Suggestion.nearest(to: name, among: services) {
                throw Self.unknownService(name, source, "did you mean \(nearest)?")
            }
            let help = Self.servicesHelp(for: name, of: try providerNames)
            throw Self.unknownService(name, source, help)
        }
    }

    /// The full name of a service that is named so, in another case or by an alias; one probe.
    private func service(named name: String) throws(QueryError) -> String? {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        let found = try reading { (catalogs) throws(CatalogError) in
            try catalogs.service(named: parts[1], of: parts[0])
        }
        return found.map { "\($0.provider).\($0.name)" }
    }

    /// The variables may name any gcloud service, so only those that resemble known ones are checked.
    private func checkVariables(_ environment: [String: String]) throws(QueryError) {
        let variables = Endpoints.variables(in: environment)
        guard !variables.isEmpty else { return }
        let services = try serviceNames
        for (variable, name) in variables where name.utf8.count > 5 && !services.contains(name) {
            guard let nearest = Suggestion.nearest(to: name, among: services) else { continue }
            throw Self.unknownService(name, variable, "did you mean \(nearest)?")
        }
    }

    private static func unknownService(
        _ name: String,
        _ source: String,
        _ help: String
    ) -> QueryError {
        QueryError(
            .invalidValue,
            "there is no service \(ReadableText.line(name)), which \(source) names",
            help: help
        )
    }

    /// The help for an unknown service: how to list those of its provider, or of the only one.
    private static func servicesHelp(for name: String, of providers: [String]) -> String {
        let provider = providers.first { name.hasPrefix("\($0).") }
        guard let provider = provider ?? (providers.count == 1 ? providers.first : nil) else {
            return "SHOW PROVIDERS lists providers, SHOW SERVICES IN a provider its services"
        }
        return "SHOW SERVICES IN \(provider) lists services"
    }

    /// The names of all services, with and without their providers' names.
    private var serviceNames: [String] {
        get throws(QueryError) {
            try reading { (catalogs) throws(CatalogError) in
                var names: [String] = []
                for provider in try catalogs.providers() {
                    let services = try catalogs.serviceNames(of: provider.name)
                    names += services.map { "\(provider.name).\($0)" } + services
                }
                return names
            }
        }
    }

    private var providerNames: [String] {
        get throws(QueryError) {
            try reading { (catalogs) throws(CatalogError) in try catalogs.providers().map(\.name) }
        }
    }
}
