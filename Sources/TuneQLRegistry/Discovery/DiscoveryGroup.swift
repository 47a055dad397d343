import TuneQLCatalog

/// The collections of a table that have the same ancestors, apart from those that only say where.
struct DiscoveryGroup {
    /// The ancestors: `tuningJobs` for `projects.locations.tuningJobs.operations`.
    private let ancestors: [String]
    /// The ancestors of the group's first collection, with those that only say where.
    private let whole: [String]
    private var collections: [[String]]
    /// The shortest end of the ancestors that no other group of the table has.
    private var length = 1

    /// The groups of a table's methods, in the order of the methods.
    static func groups(of methods: [DiscoveryMethod], in table: String) -> [DiscoveryGroup] {
        var groups: [DiscoveryGroup] = []
        var places: [[String]: Int] = [:]
        for method in methods {
            let whole = ancestors(of: method.collection, in: table)
            let ancestors = whole.filter { !DiscoveryNames.scopes.contains($0) }
            if let place = places[ancestors] {
                if !groups[place].collections.contains(method.collection) {
                    groups[place].collections.append(method.collection)
                }
                continue
            }
            places[ancestors] = groups.count
            groups.append(
                DiscoveryGroup(
                    ancestors: ancestors,
                    whole: whole,
                    collections: [method.collection]
                )
            )
        }
        for index in groups.indices {
            let own = groups[index].ancestors
            groups[index].length =
                (1...max(1, own.count)).first { length in
                    groups.count { $0.ancestors.suffix(length) == own.suffix(length) } == 1
                } ?? max(1, own.count)
        }
        return groups
    }

    /// The collection is its own ancestor where the table is a part of it: `locations.getConfig`.
    private static func ancestors(of collection: [String], in table: String) -> [String] {
        guard let last = collection.last else { return [] }
        let isPart =
            DiscoveryNames.scopes.contains(last) && table != DiscoveryNames.snakeCase(last)
        return isPart ? collection : Array(collection.dropLast())
    }

    func contains(_ method: DiscoveryMethod) -> Bool {
        collections.contains(method.collection)
    }

    /// The second name of the table for this group alone.
    ///
    /// The nearest ancestors are put before the table's name, as few as make it unambiguous; then
    /// all of them, then the service's name.
    func alias(of table: String, in service: String, taken: inout Set<String>) -> Alias {
        let own = (length...max(length, ancestors.count)).map { Array(ancestors.suffix($0)) }
        let wider = whole.indices.reversed().map { Array(whole[$0...]) }
        let prefixes = (ancestors.isEmpty ? [] : own) + wider + [[service] + whole]
        let names = prefixes.map { prefix in
            (prefix.map(DiscoveryNames.snakeCase) + [table]).joined(separator: "_")
        }
        var name = names.first { !taken.contains($0) } ?? names[names.count - 1]
        while !taken.insert(name).inserted { name += "_" }
        return Alias(name: name, collections: collections.map { $0.joined(separator: ".") })
    }
}
