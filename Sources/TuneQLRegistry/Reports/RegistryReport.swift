import TuneQLCatalog

/// What reading a registry's documents found: counts for each provider, and all problems.
package struct RegistryReport: Sendable, Hashable {
    /// The counts of one provider.
    package struct Provider: Sendable, Hashable {
        package var name: String
        package var version: String
        /// The directory of its documents, from the root.
        package var directory: String
        package var services = 0
        package var resources = 0
        /// The methods that can be used, each counted once.
        package var methods = 0
        /// Whether `provider.yaml` could be read.
        package var isReadable = true
    }

    /// The number of problems of a kind.
    package struct Count: Sendable, Hashable {
        package var kind: ProblemKind
        /// Methods, resources, services and providers that are absent.
        package var leftOut: Int
        /// Parts that are there, but poorer.
        package var reduced: Int
    }

    package internal(set) var providers: [Provider] = []
    /// By provider, in the order of their services.
    package internal(set) var problems: [DocumentProblem] = []

    /// The problems by kind, the most frequent first.
    package var summary: [Count] { Self.summary(of: problems) }

    /// The problems of one provider by kind, the most frequent first.
    package func summary(of provider: String) -> [Count] {
        Self.summary(of: problems.filter { $0.provider == provider })
    }

    private static func summary(of problems: [DocumentProblem]) -> [Count] {
        var counts: [ProblemKind: Count] = [:]
        for problem in problems {
            var count = counts[problem.kind] ?? Count(kind: problem.kind, leftOut: 0, reduced: 0)
            if problem.isLeftOut { count.leftOut += 1 } else { count.reduced += 1 }
            counts[problem.kind] = count
        }
        return counts.values.sorted {
            ($1.leftOut, $1.reduced, $0.kind.key) < ($0.leftOut, $0.reduced, $1.kind.key)
        }
    }
}

extension RegistryReport.Provider {
    /// Adds the counts of a service.
    mutating func add(_ contents: ServiceContents) {
        services += 1
        resources += contents.resources.count
        methods += contents.resources.reduce(0) { $0 + Set($1.methods.map(\.name)).count }
    }
}
