/// A table: the columns of its rows and the methods that reach them.
package struct Resource: Sendable, Hashable {
    package var provider: String
    package var service: String
    package var name: String
    package var title: String
    package var description: String
    /// The message of a row; its fields are the columns, in document order.
    package var columns: [Field]
    /// In document order: the order in which equal candidates are preferred.
    package var methods: [Method]
    /// How a row's own name spells the path parameters:
    /// `projects/{projectsId}/locations/{locationsId}/tuningJobs/{tuningJobsId}`.
    package var nameTemplate: String?
    /// The column that holds that name; nil when rows have none.
    package var nameColumn: String?
    /// The column that tells where a row is in its life; nil when rows have none.
    package var stateColumn: String?
    /// The values of that column after which nothing changes any more.
    package var terminalStates: [String]

    package init(
        provider: String,
        service: String,
        name: String,
        title: String = "",
        description: String = "",
        columns: [Field],
        methods: [Method],
        nameTemplate: String? = nil,
        nameColumn: String? = nil,
        stateColumn: String? = nil,
        terminalStates: [String] = []
    ) {
        self.provider = provider
        self.service = service
        self.name = name
        self.title = title
        self.description = description
        self.columns = columns
        self.methods = methods
        self.nameTemplate = nameTemplate
        self.nameColumn = nameColumn
        self.stateColumn = stateColumn
        self.terminalStates = terminalStates
    }

    /// The full name: `google.aiplatform.tuning_jobs`.
    package var id: String { "\(provider).\(service).\(name)" }

    /// The name of the service: `google.aiplatform`.
    package var serviceID: String { "\(provider).\(service)" }

    /// The methods that a statement of this verb may call.
    package func methods(for verb: Verb) -> [Method] {
        methods.filter { $0.verb == verb }
    }

    /// The parameters of the SELECT methods, each once, in the order in which they are met.
    package var parameters: [Parameter] {
        var names: Set<String> = []
        return methods(for: .select).flatMap(\.parameters).filter { names.insert($0.name).inserted }
    }
}
