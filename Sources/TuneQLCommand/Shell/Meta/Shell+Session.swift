import TuneQL
import TuneQLText

/// Commands about the session: its cache, settings and limits.
extension Shell {
    func performCache(_ arguments: [String]) async throws -> Flow {
        switch arguments.first?.lowercased() {
        case nil: return try await execute("SHOW SETTINGS WHERE name = 'cache.ttl'")
        case "on"?: return try await execute("SET cache.ttl = '30s'")
        case "clear"?:
            let lifetime = try await setting("cache.ttl") ?? "off"
            _ = try await session.run("SET cache.ttl = 'off'")
            if lifetime != "off" {
                _ = try await session.run("SET cache.ttl = \(lifetime.quotedAsText)")
            }
            printMessage("the cache is empty")
            return .next
        case let value?: return try await execute("SET cache.ttl = \(value.quotedAsText)")
        }
    }

    private func setting(_ name: String) async throws -> String? {
        try await settings().first { $0.0 == name }?.1
    }

    private func settings() async throws -> [(String, String?)] {
        var rows: [(String, String?)] = []
        for try await row in try await session.run("SHOW SETTINGS") {
            rows.append((row.string("name") ?? "", row.string("value")))
        }
        return rows
    }

    /// Shows the shell's settings, then those of the session.
    func performShow() async throws -> Flow {
        func word(_ isOn: Bool) -> String { isOn ? "on" : "off" }
        let own: [(String, String?)] = [
            (".bail", word(bails)), (".echo", word(echoes)),
            (".timer", word(runner.showsTiming)),
        ]
        return try await execute(Self.table(outputSettings + own + settings()))
    }

    /// The limits that the command line has set.
    var limitsQuery: String {
        let policy = options.policy
        var rows: [(String, String?)] = [
            ("calls of a statement", policy.maxCalls.map(String.init)),
            ("pages of a list", policy.pageLimit.map(String.init)),
            ("seconds of a statement", policy.timeout.map { "\($0)" }),
        ]
        for entry in options.connection.limit {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            rows.append(("requests to \(parts[0])", parts.last))
        }
        return Self.table(rows.map { ($0, $1 ?? "none") })
    }

    /// A query that returns names and values.
    private static func table(_ rows: [(String, String?)]) -> String {
        let tuples = rows.map { "(\($0.quotedAsText), \($1?.quotedAsText ?? "NULL"))" }
        return "SELECT column1 AS name, column2 AS value FROM (VALUES "
            + tuples.joined(separator: ", ") + ")"
    }
}
