/// A table: the columns of its rows and the methods that reach them.
package struct Resource: Sendable, Hashable {
    package var provider: String
    package var service: String
    package var name: String
    package var title: String
    package var description: String
    /// The message of a row; its fields are the columns, in document order.
    package var columns: [Field]
    /// The methods in document order, in which equal candidates are preferred.
    package var methods: [Method]
    /// The pattern of a row's name, with the path parameters:
    /// `projects/{projectsId}/locations/{locationsId}/tuningJobs/{tuningJobsId}`.
    package var nameTemplate: String?
    /// The column of that name; nil when rows have none.
    package var nameColumn: String?
    /// The column with the state of a row; nil when rows have none.
    package var stateColumn: String?
    /// The final values of that column.
    package var terminalStates: [String]
    /// The ``terminalStates`` that count as success.
    package var successStates: [String]
    /// The column with the reason for an unsuccessful end; nil when rows have none.
    package var errorColumn: String?
    /// The other names of the resource, each for the methods of some collections.
    package var aliases: [Alias]

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
        terminalStates: [String] = [],
        successStates: [String]? = nil,
        errorColumn: String? = nil,
        aliases: [Alias] = []
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
        self.successStates = successStates ?? terminalStates
        self.errorColumn = errorColumn
        self.aliases = aliases
        guard let nameColumn, let nameTemplate else { return }
        let name = RowName(column: nameColumn, template: nameTemplate)
        for index in methods.indices where methods[index].looksUpRow {
            self.methods[index].rowName = name
        }
    }

    /// The full name: `google.aiplatform.tuning_jobs`.
    package var id: String { "\(provider).\(service).\(name)" }

    /// The name of the service: `google.aiplatform`.
    package var serviceID: String { "\(provider).\(service)" }

    /// The terminal states that count as success for a call of this method.
    package func successStates(of method: Method) -> [String] {
        method.successStates ?? successStates
    }

    /// The methods that a statement of this verb may call.
    package func methods(for verb: Verb) -> [Method] {
        methods.filter { $0.verb == verb }
    }

    /// The parameters of the SELECT methods, without duplicates, in the order of the methods.
    package var parameters: [Parameter] {
        var names: Set<String> = []
        return methods(for: .select).flatMap(\.parameters).filter { names.insert($0.name).inserted }
    }
}

extension Method {
    /// Whether the response is one row of the resource.
    fileprivate var looksUpRow: Bool { verb == .select && !rows.isList }
}
