package import TuneQLCatalog
package import TuneQLSyntax

/// Checks of names, which look only at names.
extension ResourceNames {
    /// Throws unless there is a provider of this name.
    package func checkProvider(_ name: Identifier) throws(AnalysisError) {
        let found = try reading { (catalogs) throws(CatalogError) in
            try catalogs.provider(named: name.text)
        }
        guard found == nil else { return }
        let names = try reading { (catalogs) throws(CatalogError) in
            try catalogs.providers().map(\.name)
        }
        try Self.check(name, among: names, .provider, "SHOW PROVIDERS lists them")
    }

    /// Throws unless a provider has a service of this name.
    package func checkService(_ name: Identifier, of provider: String) throws(AnalysisError) {
        let found = try reading { (catalogs) throws(CatalogError) in
            try catalogs.service(named: name.text, of: provider)
        }
        guard found == nil else { return }
        let (problem, names) = try reading { (catalogs) throws(CatalogError) in
            (
                try catalogs.problem(provider: provider, service: name.text),
                try catalogs.serviceNames(of: provider)
            )
        }
        if let problem { throw AnalysisError(leavingOut: name, problem) }
        try Self.check(
            name,
            among: names,
            .service(provider: provider),
            "SHOW SERVICES IN \(provider) lists them"
        )
    }

    /// Throws unless a name is among those that exist.
    ///
    /// - Parameters:
    ///   - name: The name, in any case.
    ///   - names: The names that exist.
    ///   - kind: The kind of thing named.
    ///   - help: The help where no name resembles the given one.
    /// - Throws: ``AnalysisError`` with a suggestion or the help.
    package static func check(
        _ name: Identifier,
        among names: [String],
        _ kind: NameKind,
        _ help: String
    ) throws(AnalysisError) {
        guard !names.contains(where: { $0.lowercased() == name.text.lowercased() }) else { return }
        var error = AnalysisError(
            .unknownName,
            "\(name.text) is not a \(kind.words)",
            range: name.range,
            help: NameSuggestion.help(for: name.text, among: names) ?? help
        )
        if kind.namesTable { error.unknownTable = name.text }
        throw error
    }
}

extension AnalysisError {
    /// The error of a name that documents have and the catalog leaves out.
    package init(leavingOut name: Identifier, _ problem: CatalogProblem) {
        self.init(
            .unknownName,
            "\(name.text) was left out of the catalog: \(problem.reason)",
            range: name.range,
            help: "SELECT * FROM catalog.problems lists everything that was left out"
        )
    }
}
