import TuneQLCatalog
import TuneQLSQLite
import TuneQLText

/// Goes through the catalogs: one provider, service, resource or message at a time.
final class CatalogCursor: VirtualCursor {
    private let relation: CatalogRelation
    private let catalogs: Catalogs
    /// The values of the keys that narrow the rows.
    private var keys: [CatalogRelation.Key: String] = [:]
    private var needsDetails = true
    private var providers: ArraySlice<Provider> = []
    private var services: ArraySlice<Service> = []
    /// The service whose names are left, and the names.
    private var service: Service?
    private var names: ArraySlice<String> = []
    /// The loaded rows; those of which only names are read end after the names.
    private var rows: [[SQLiteValue]] = []
    private var row = 0
    private(set) var isAtEnd = true

    init(_ relation: CatalogRelation, of catalogs: Catalogs) {
        self.relation = relation
        self.catalogs = catalogs
    }

    func filter(plan: String, arguments: [FilterArgument]) throws {
        keys = [:]
        (services, names, rows, row) = ([], [], [], 0)
        needsDetails = plan.hasSuffix("+")
        isAtEnd = false
        for (digit, argument) in zip(plan, arguments) {
            guard let key = digit.wholeNumberValue.flatMap(CatalogRelation.Key.init(rawValue:))
            else { continue }
            guard case .value(let value) = argument, let text = value.text else {
                isAtEnd = true
                return
            }
            keys[key] = text
        }
        if relation == .problems {
            providers = []
            rows = try catalogs.problems(of: keys[.provider], service: keys[.service])
                .map(CatalogRows.row)
        } else {
            providers = try wantedProviders()
        }
        try settle()
    }

    func advance() throws {
        row += 1
        try settle()
    }

    func column(_ index: Int, to result: borrowing ResultContext) {
        result.value(index < rows[row].count ? rows[row][index] : .null)
    }

    /// A hash of the row's names, so that a row that two scans find counts as one.
    var rowID: Int64 {
        var hasher = StableHasher()
        for value in rows[row].prefix(relation.identityLength) {
            hasher.combine((value.text ?? "").utf8)
        }
        return hasher.value
    }

    /// Loads rows until there is one.
    private func settle() throws(CatalogError) {
        while row >= rows.count {
            (rows, row) = ([], 0)
            guard try loadRows() else {
                isAtEnd = true
                return
            }
        }
    }

    /// Loads the rows of the next part; returns false when there is none.
    private func loadRows() throws(CatalogError) -> Bool {
        if let name = names.popFirst(), let service {
            rows = try rows(of: name, in: service)
            return true
        }
        if let next = services.popFirst() {
            try begin(next)
            return true
        }
        guard let provider = providers.popFirst() else { return false }
        if relation == .providers {
            rows = [CatalogRows.row(provider)]
        } else {
            services = try wantedServices(of: provider)
        }
        return true
    }

    private func begin(_ next: Service) throws(CatalogError) {
        service = next
        switch relation {
        case .services:
            let document = try catalogs.document(of: next)
            rows = [CatalogRows.row(next, document: document)]
        case .resources where !needsDetails:
            rows = try wantedNames(in: next).map { CatalogRows.names($0, in: next) }
        default: names = try wantedNames(in: next)
        }
    }

    private func rows(
        of name: String,
        in service: Service
    ) throws(CatalogError) -> [[SQLiteValue]] {
        if relation.isOfMessages {
            let message = try catalogs.message(
                name,
                provider: service.provider,
                service: service.name
            )
            return message.map { CatalogRows.rows(of: $0, in: service, for: relation) } ?? []
        }
        let resource = try catalogs.resource(
            provider: service.provider,
            service: service.name,
            name: name
        )
        return resource.map { CatalogRows.rows(of: $0, for: relation) } ?? []
    }
}

// MARK: - Narrowing

extension CatalogCursor {
    private func wantedProviders() throws(CatalogError) -> ArraySlice<Provider> {
        guard let name = keys[.provider] else { return try catalogs.providers()[...] }
        return try catalogs.provider(named: name).map { [$0] } ?? []
    }

    private func wantedServices(of provider: Provider) throws(CatalogError) -> ArraySlice<Service> {
        guard let name = keys[.service] else {
            return try catalogs.services(of: provider.name)[...]
        }
        return try catalogs.service(named: name, of: provider.name).map { [$0] } ?? []
    }

    private func wantedNames(in service: Service) throws(CatalogError) -> ArraySlice<String> {
        if let name = keys[.name], needsDetails { return [name] }
        let names =
            relation.isOfMessages
            ? try catalogs.messageNames(of: service.provider, service: service.name)
            : try catalogs.resourceNames(of: service.provider, service: service.name)
        return names[...]
    }
}
