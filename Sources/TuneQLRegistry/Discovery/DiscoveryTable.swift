import TuneQLCatalog

/// Makes a resource of the methods of one table.
struct DiscoveryTable {
    let name: String
    private(set) var methods: [DiscoveryMethodReader.Read]
    private let types: DiscoveryTypes
    private let facts: DiscoveryFacts
    /// The methods by the ancestors of their collections, other than those that only say where.
    private let groups: [DiscoveryGroup]

    init(
        _ name: String,
        methods: [DiscoveryMethodReader.Read],
        types: DiscoveryTypes,
        facts: DiscoveryFacts
    ) {
        self.name = name
        self.types = types
        self.facts = facts
        let groups = DiscoveryGroup.groups(of: methods.map(\.source), in: name)
        self.groups = groups
        self.methods = Self.sorted(methods)
        for group in groups { yieldVerbs(in: group) }
        if columns.isEmpty { showWholeRows() }
    }

    /// Makes rows without known members the values of a column, since a table has at least one.
    private mutating func showWholeRows() {
        for index in methods.indices where methods[index].method.verb == .select {
            methods[index].method.rows.form = .values
        }
    }

    /// SELECT first, and of one verb the methods of usual names first; copies last.
    private static func sorted(
        _ methods: [DiscoveryMethodReader.Read]
    ) -> [DiscoveryMethodReader.Read] {
        func rank(_ method: DiscoveryMethodReader.Read) -> (Int, Int) {
            let verb = method.method.verb
            let usual = DiscoveryVerb.canonical[verb] ?? []
            return (
                Verb.allCases.firstIndex(of: verb) ?? 0,
                method.isCopy
                    ? Int.max : usual.firstIndex(of: method.source.name) ?? usual.count
            )
        }
        let ranked = methods.enumerated().map { (rank($1), $0, $1) }
        return ranked.sorted { ($0.0.0, $0.0.1, $0.1) < ($1.0.0, $1.0.1, $1.1) }.map(\.2)
    }

    /// Leaves the verb to the first of the methods that need the same parameters.
    ///
    /// The others can only be called by their names. Methods of different groups keep their verbs,
    /// since each group has an alias.
    private mutating func yieldVerbs(in group: DiscoveryGroup) {
        var taken: Set<[String]> = []
        for index in methods.indices where group.contains(methods[index].source) {
            let method = methods[index].method
            guard method.verb != .exec else { continue }
            let needs = method.requiredParameters.sorted()
            if !taken.insert([method.verb.rawValue] + needs).inserted {
                methods[index].method.verb = .exec
                methods[index].method.rowName = nil
                methods[index].method.ignorable = []
                methods[index].method.parameters.removeAll { $0.location == .body }
            }
        }
    }

    /// - Parameters:
    ///   - service: The service of the resource.
    ///   - taken: The names of tables and aliases of the service, to which this one's are added.
    /// - Returns: The resource.
    func resource(of service: Service, taken: inout Set<String>) -> Resource {
        let columns = columns
        let states = DiscoveryStates(of: columns, types: types)
        let description = methods.lazy.compactMap { $0.row?.ownMessage }.first
            .flatMap { types[$0]?.description }
        var resource = Resource(
            provider: service.provider,
            service: service.name,
            name: name,
            title: title,
            description: description ?? "",
            columns: columns,
            methods: methods.map { finished($0, states: states) },
            stateColumn: states?.column,
            terminalStates: states?.terminal ?? [],
            successStates: states?.success,
            errorColumn: states?.errorColumn,
            aliases: groups.count > 1
                ? groups.map { $0.alias(of: name, in: service.name, taken: &taken) } : []
        )
        let templates = Set(methods.compactMap(\.method.rowName))
        if templates.count == 1, let name = templates.first {
            resource.nameColumn = name.column
            resource.nameTemplate = name.template
        }
        return resource
    }

    /// `Tuning jobs` for `tuning_jobs`.
    private var title: String {
        let words = name.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    /// The columns of all rows; where their types differ, of any type.
    private var columns: [Field] {
        var columns: [Field] = []
        var places: [String: Int] = [:]
        for read in methods where read.method.verb == .select {
            for field in fields(of: read) {
                guard let place = places[field.name.lowercased()] else {
                    places[field.name.lowercased()] = columns.count
                    columns.append(field)
                    continue
                }
                if columns[place].type != field.type { columns[place].type = .any }
            }
        }
        return columns
    }

    private func fields(of read: DiscoveryMethodReader.Read) -> [Field] {
        let scope = read.method.rows.scopeColumn.map {
            Field(name: $0, type: .string(format: nil), isOutputOnly: true)
        }
        let own: [Field]
        switch read.method.rows.form {
        case .objects: own = read.row?.ownMessage.flatMap { types[$0]?.fields } ?? []
        case .values: own = [Field(name: RowSource.valueColumn, type: read.row ?? .any)]
        case .contents:
            let type = FieldType.string(format: "byte")
            own = [Field(name: RowSource.contentsColumn, type: type)]
        }
        return own + [scope].compactMap(\.self)
    }

    /// A method with what depends on the other methods of the table.
    private func finished(_ read: DiscoveryMethodReader.Read, states: DiscoveryStates?) -> Method {
        var method = read.method
        if method.name == "cancel" {
            let cancelled = states?.cancelled ?? []
            method.successStates = cancelled.isEmpty ? nil : cancelled
        }
        method.hasWholeItems =
            method.rows.isList && facts.wholeTables.contains(name)
            && methods.contains { !$0.method.rows.isList && $0.row == read.row }
        return method
    }
}
