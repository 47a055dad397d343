import TuneQLCatalog
import TuneQLCatalogData
import TuneQLJSON
import TuneQLSQLite

/// Prints the figures that need no service: a line each, its parts separated by tabs.
///
/// `Benchmarks completion HOME` completes names of the providers that are installed in a directory.
@main
enum Benchmarks {
    static func main() throws {
        if CommandLine.arguments.count == 3, CommandLine.arguments[1] == "completion" {
            try completion(home: CommandLine.arguments[2])
            return
        }
        try pageScan()
        try tableScan()
    }

    /// How long the candidates of 500 places take to find.
    private static func completion(home: String) throws {
        let installed = TuneQLHome(path: home).catalogs(renewal: nil)
        let places = try CompletionPlaces(
            Catalogs(installed + [.embedded]),
            provider: "google",
            tables: 50
        )
        let times = try places.seconds()
        let (median, worst) = (times[times.count / 2] * 1000, (times.last ?? 0) * 1000)
        report("completion: places", "\(times.count)", "500", times.count == 500)
        report("completion: median", "\(decimal(median)) ms", "<= 10 ms", median <= 10)
        report("completion: worst", "\(decimal(worst)) ms", "<= 20 ms", worst <= 20)
    }

    /// How fast the cells of a page are found, beside reading the page into a tree.
    private static func pageScan() throws {
        let page = SamplePage.jobs(count: 100)
        let text = String(decoding: page, as: UTF8.self)
        let layout = JSONLayout(itemsPath: ["tuningJobs"], columns: SamplePage.jobColumns)
        var rows = 0
        let scan = try seconds(of: 200) { rows += try JSONPage(page, layout: layout).count }
        let tree = try seconds(of: 5) {
            rows += try JSONValue(parsing: text).object?.members.count ?? 0
        }
        let speed = Double(page.count) / scan / 1e9
        report("page scan", "\(decimal(speed)) GB/s", ">= 2.5 GB/s", speed >= 2.5)
        report("page scan, times as fast as a tree", decimal(tree / scan))
    }

    /// How fast SQLite reads pages through a virtual table, beside a table of its own.
    private static func tableScan() throws {
        let layout = JSONLayout(itemsPath: ["items"], columns: SamplePage.textColumns)
        let page = try JSONPage(SamplePage.texts(count: 100), layout: layout)
        let connection = try Connection()
        try connection.register(PageTable(page, repeated: 2000), named: "pages")
        try connection.execute("CREATE TABLE plain AS SELECT * FROM pages")
        let rows = 200_000.0
        let virtual = try seconds(of: 5) { try readAll(of: "pages", on: connection) }
        let plain = try seconds(of: 5) { try readAll(of: "plain", on: connection) }
        let speed = rows / virtual / 1e6
        report(
            "virtual table, 16 text columns",
            "\(decimal(speed)) M rows/s",
            ">= 2 M rows/s",
            speed >= 2
        )
        report("plain in-memory table", "\(decimal(rows / plain / 1e6)) M rows/s")
        report("virtual table, times as fast as the plain one", decimal(plain / virtual))
    }

    private static func readAll(of table: String, on connection: Connection) throws {
        var statement = try connection.prepare("SELECT * FROM \(table)")
        while try statement.step() {}
    }

    /// The median time of one of so many runs.
    private static func seconds(of count: Int, _ body: () throws -> Void) rethrows -> Double {
        let clock = ContinuousClock()
        let times = try (0..<count).map { _ in try clock.measure(body) }.sorted()
        let (seconds, attoseconds) = times[count / 2].components
        return Double(seconds) + Double(attoseconds) / 1e18
    }

    private static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func report(
        _ what: String,
        _ figure: String,
        _ budget: String = "",
        _ isMet: Bool = true
    ) {
        print("\(what)\t\(figure)\t\(budget)\t\(isMet ? "ok" : "missed")")
    }
}
