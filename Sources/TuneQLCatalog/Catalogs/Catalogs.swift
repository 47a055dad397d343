import Synchronization
import TuneQLText

/// The catalogs of an engine in their order, merged by service: the first that has it describes it.
///
/// No catalog is listed or opened before the first look-up, and then only those that may have what
/// is looked up.
package final class Catalogs: Sendable {
    private let list: @Sendable () throws(CatalogError) -> [Catalog]
    /// The variables that parameters may take their values from.
    let environment: [String: String]
    private let listed = Mutex<[Catalog]?>(nil)
    /// The resources that were read last.
    let recent = RecentResources()

    /// - Parameters:
    ///   - environment: The variables that parameters may take their values from.
    ///   - list: Lists the catalogs, at the first look-up.
    package init(
        environment: [String: String] = [:],
        _ list: @escaping @Sendable () throws(CatalogError) -> [Catalog]
    ) {
        self.environment = environment
        self.list = list
    }

    /// Merges catalogs that are known already.
    package convenience init(_ catalogs: [Catalog], environment: [String: String] = [:]) {
        self.init(environment: environment) { () throws(CatalogError) in catalogs }
    }

    /// The catalogs, in their order.
    package func all() throws(CatalogError) -> [Catalog] {
        try listed.withLock { (listed) throws(CatalogError) in
            if let listed { return listed }
            let catalogs = try list()
            listed = catalogs
            return catalogs
        }
    }

    /// Lists the catalogs anew at the next look-up, since others are installed now.
    package func forget() {
        listed.withLock { $0 = nil }
        recent.forget()
    }

    /// The catalogs that may describe a provider.
    func catalogs(of provider: String) throws(CatalogError) -> [Catalog] {
        try all().filter { $0.mayDescribe(provider) }
    }

    /// The first answer that a catalog of the provider gives.
    func first<Answer>(
        of provider: String,
        _ body: (Catalog) throws(CatalogError) -> Answer?
    ) throws(CatalogError) -> Answer? {
        for catalog in try catalogs(of: provider) {
            if let answer = try body(catalog) { return answer }
        }
        return nil
    }

    /// The catalog that describes a service; nil when none does.
    package func catalog(
        of provider: String,
        service: String
    ) throws(CatalogError) -> Catalog? {
        try first(of: provider) { (catalog) throws(CatalogError) in
            try catalog.service(named: service, of: provider) == nil ? nil : catalog
        }
    }
}

extension Catalog {
    /// Whether it may describe a provider; nil stands for any.
    func mayDescribe(_ name: String?) -> Bool {
        guard let name, let provider else { return true }
        return provider.isSameName(as: name)
    }
}
