import TuneQLCatalog
import TuneQLText
package import TuneQLTransport

/// The endpoints of services that are not reached at their documents' hosts.
package struct Endpoints: Sendable, Hashable {
    /// A URL, and the option or variable that sets it.
    private struct Override: Hashable {
        var url: String
        var source: String
    }

    private var overrides: [String: Override] = [:]
    /// The domains of the providers' hosts that the environment replaces.
    private let domains: [DomainReplacement]

    /// Collects the overrides; they are checked when a call uses them, or by ``validate()``.
    ///
    /// - Parameters:
    ///   - overrides: URLs by service, `google.aiplatform` or `aiplatform`: an origin, and the path
    ///     of a gateway if there is one. `{location}`, or the name of any parameter in braces,
    ///     stands for the call's value.
    ///   - environment: The environment, of which the variables of the known providers' own tools
    ///     are read (an entry of `overrides` wins).
    package init(overrides: [String: String] = [:], environment: [String: String] = [:]) {
        domains = ProviderKnowledge.all.compactMap { $0.domain(environment) }
        for (name, service) in Self.variables(in: environment) {
            self.overrides[service] = Override(url: environment[name] ?? "", source: name)
        }
        for (service, url) in overrides {
            self.overrides[service] = Override(url: url, source: "--endpoint")
        }
    }

    /// The variables that redirect services to other endpoints, with the services' names.
    package static func variables(in environment: [String: String]) -> [(String, String)] {
        ProviderKnowledge.all.flatMap { $0.endpointVariables(environment) }
    }

    /// Refuses overrides that no call could use.
    package func validate() throws(RequestError) {
        for (service, override) in overrides {
            _ = try Self.checked(override, service) { _ in "x" }
        }
    }

    /// The endpoint of a call: its override, or the one of the method's host rule.
    func endpoint(for call: MethodCall) throws(RequestError) -> Endpoint {
        try call.validateHostParameter()
        if let override = override(for: call.service) {
            return try Self.checked(override, call.service) { (name) throws(RequestError) in
                try call.hostValue(name, in: "")
            }
        }
        let template = call.hostTemplate
        let origin = try Template.expand(template) { (name) throws(RequestError) in
            try call.hostValue(name, in: template)
        }
        return Endpoint(origin: try Origin(domains.reduce(origin) { $1.origin($0) }))
    }

    /// Whether a service has an endpoint other than its document's.
    package func isOverridden(_ service: String) -> Bool { override(for: service) != nil }

    private func override(for service: String) -> Override? {
        guard !service.isEmpty else { return nil }
        let short = service.split(separator: ".").last.map(String.init) ?? service
        return overrides[service] ?? overrides[short]
    }

    private static func checked(
        _ override: Override,
        _ service: String,
        _ value: (String) throws(RequestError) -> String
    ) throws(RequestError) -> Endpoint {
        do {
            return try Endpoint(url: try Template.expand(override.url, value))
        } catch {
            throw RequestError(
                "the endpoint of \(service) (from \(override.source)): \(error.message)",
                help: error.help
            )
        }
    }
}

extension MethodCall {
    /// The document's origin for this call, with placeholders.
    fileprivate var hostTemplate: String {
        let rule = method.host
        guard let parameter = rule.parameter else { return rule.otherwise }
        guard let value = value(of: parameter) else { return rule.fallback }
        return rule.exceptions[value] ?? rule.otherwise
    }

    /// Checks the value that selects the host, even when an override does not use it.
    ///
    /// So a statement means the same against the emulator and in the cloud.
    fileprivate func validateHostParameter() throws(RequestError) {
        guard let parameter = method.host.parameter, value(of: parameter) != nil else { return }
        _ = try hostValue(parameter, in: hostTemplate)
    }

    /// A value as a part of a host name, as far as the origin around it leaves room for it.
    ///
    /// Anything else could end the name and send the token elsewhere.
    fileprivate func hostValue(
        _ placeholder: String,
        in origin: String
    ) throws(RequestError) -> String {
        let name = placeholder == "location" ? method.host.parameter ?? placeholder : placeholder
        guard let value = value(of: name) else {
            if placeholder == "location" { return "global" }
            throw RequestError("\(name) is missing: the host of \(method.name) depends on it")
        }
        let part = HostPart(of: placeholder, in: origin)
        guard part.admits(value) else {
            throw RequestError(
                "\(name) = '\(ReadableText.line(value))' can't be a part of a host name",
                help: part.allowed
            )
        }
        return value
    }
}
