import Glibc
import TuneQLCatalog

/// What became of Google's discovery documents, in numbers.
struct DiscoveryCounts {
    private var documents = 0
    private var resources = 0
    private var aliases = 0
    private var methods: [Verb: Int] = [:]
    /// The methods that a statement of their verb calls.
    private var routes: [Verb: Int] = [:]
    /// The full names of methods that no statement calls.
    private(set) var unreachable: [String] = []
    var problems = 0

    /// Counts what a service has.
    mutating func add(_ contents: ServiceContents) {
        documents += 1
        resources += contents.resources.count
        for resource in contents.resources {
            aliases += resource.aliases.count
            for method in resource.methods { methods[method.verb, default: 0] += 1 }
        }
    }

    /// Counts the routes of a service.
    mutating func addRoutes(of contents: ServiceContents) {
        for resource in contents.resources {
            let reach = MethodReach(of: resource)
            for method in reach.routes { routes[method.verb, default: 0] += 1 }
            unreachable += reach.unreachable.map { "\(resource.id): \($0.collection).\($0.name)" }
        }
    }

    /// The counts as lines of text.
    var summary: String {
        """
        documents    \(documents)
        resources    \(resources), with \(aliases) aliases
        methods      \(Self.text(of: methods))
        routes       \(Self.text(of: routes))
        unreachable  \(unreachable.count)
        problems     \(problems)

        """
    }

    private static func text(of counts: [Verb: Int]) -> String {
        let parts = Verb.allCases.map { "\($0) \(counts[$0] ?? 0)" }
        return "\(counts.values.reduce(0, +)): " + parts.joined(separator: ", ")
    }

    /// The CPU time and the memory of this process so far, as a line of text.
    static var costs: String {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let times = [usage.ru_utime, usage.ru_stime]
        let milliseconds = times.reduce(0) { $0 + $1.tv_sec * 1000 + Int($1.tv_usec) / 1000 }
        return "costs        \(milliseconds) ms of CPU, \(usage.ru_maxrss / 1024) MiB at most\n"
    }
}
