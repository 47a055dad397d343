package import TuneQLCatalog

/// A part of a provider's documents that was left out or read in part, and the reason.
package struct DocumentProblem: Sendable, Hashable {
    /// The provider's name, or its directory while the name is unknown.
    package var provider: String
    /// Nil for a whole provider.
    package var service: String?
    package var resource: String?
    package var method: String?
    /// Whether the part named above is absent from the catalog, rather than poorer.
    package var isLeftOut: Bool
    package var error: DocumentError
    /// The line in the document, from 1; nil where it was not found.
    package var line: Int?

    package init(
        provider: String,
        service: String? = nil,
        resource: String? = nil,
        method: String? = nil,
        isLeftOut: Bool = true,
        error: DocumentError,
        line: Int? = nil
    ) {
        self.provider = provider
        self.service = service
        self.resource = resource
        self.method = method
        self.isLeftOut = isLeftOut
        self.error = error
        self.line = line
    }

    /// The kind of the reason.
    package var kind: ProblemKind { error.reason.kind }

    /// The reason in words, with the position in a schema or parameter where that is needed.
    package var reason: String {
        let named = ["resource", "method", "service"]
        let steps = error.steps.filter { step in !named.contains { step.hasPrefix($0 + " ") } }
        return (steps + [words]).joined(separator: ": ")
    }

    /// The reason without a line, which is told apart.
    private var words: String {
        if case .syntax(_, let words) = error.reason { return words }
        return "\(error.reason)"
    }
}

extension DocumentProblem {
    /// The problem as a catalog records it.
    package var catalogProblem: CatalogProblem {
        CatalogProblem(
            provider: provider,
            service: service,
            resource: resource,
            method: method,
            document: error.document,
            line: line,
            reason: reason,
            isLeftOut: isLeftOut
        )
    }
}

extension DocumentProblem: CustomStringConvertible {
    /// One line, such as `acme/services/jobs.yaml:12: jobs.list: 'servers' is missing`.
    package var description: String {
        let names = [service, resource, method].compactMap(\.self).joined(separator: ".")
        let place = line.map { "\(error.document):\($0)" } ?? error.document
        return [place, names, reason].filter { !$0.isEmpty }.joined(separator: ": ")
    }
}
