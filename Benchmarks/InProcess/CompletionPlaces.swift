import TuneQLCatalog
import TuneQLCompletion

/// Places of statements over the tables of a catalog, and how long their completion takes.
struct CompletionPlaces {
    private let catalogs: Catalogs
    private let tables: [String]

    /// Draws tables evenly from those of all services of a provider.
    init(_ catalogs: Catalogs, provider: String, tables count: Int) throws {
        self.catalogs = catalogs
        let services = try catalogs.serviceNames(of: provider)
        var tables: [String] = []
        for (index, service) in services.enumerated() {
            let names = try catalogs.resourceNames(of: provider, service: service)
            guard !names.isEmpty else { continue }
            tables.append("\(provider).\(service).\(names[index % names.count])")
        }
        let step = max(1, tables.count / count)
        self.tables = stride(from: 0, to: tables.count, by: step).prefix(count).map { tables[$0] }
    }

    /// The texts, each with the cursor at its end: ten for each table.
    private var texts: [String] {
        tables.flatMap { table in
            let parts = table.split(separator: ".")
            let (service, name) = (parts.dropLast().joined(separator: "."), String(parts[2]))
            return [
                "SELECT * FROM \(parts[0]).", "SELECT * FROM \(parts[0]).\(parts[1].prefix(2))",
                "SELECT * FROM \(service).", "SELECT * FROM \(name.prefix(3))",
                "SELECT * FROM \(table) WHERE ", "SELECT t. FROM \(table) t", "EXEC \(table).",
                "INSERT INTO \(table) (", "SELECT n FROM \(table) WHERE state = '",
                "SELECT a, b, c FROM \(table) AS t JOIN \(table) AS u ON t.",
            ]
        }
    }

    /// The seconds that each place takes, the shortest first.
    func seconds() throws -> [Double] {
        let completer = Completer(SessionNames(catalogs: catalogs))
        let clock = ContinuousClock()
        return try texts.map { text in
            let time = try clock.measure {
                _ = try completer.completion(of: text, at: text.utf8.count)
            }
            return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
        }.sorted()
    }
}
