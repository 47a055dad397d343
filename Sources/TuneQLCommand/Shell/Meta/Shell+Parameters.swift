import TuneQL
import TuneQLText

/// `.param`: the values of variables in statements.
extension Shell {
    func performParameter(_ words: [String]) async throws -> Flow {
        switch (words.first?.lowercased(), words.count) {
        case (nil, _), ("list"?, _): return try await listParameters()
        case ("clear"?, _): runner.bindings.named = [:]
        case ("set"?, 3...):
            let value = words[2...].joined(separator: " ")
            runner.bindings.named[Self.name(words[1])] = ParameterValue.value(of: value)
        case ("unset"?, 2):
            let name = Self.name(words[1])
            guard runner.bindings.named.removeValue(forKey: name) != nil else {
                throw MetaError("there is no parameter \(name)", help: ".param list shows all")
            }
        default:
            throw MetaError(
                "this is no form of .param",
                help: ".param set NAME VALUE, .param unset NAME, .param list or .param clear"
            )
        }
        return .next
    }

    private func listParameters() async throws -> Flow {
        let named = runner.bindings.named.sorted { $0.key < $1.key }
        let rows = named.map { "(\($0.key.quotedAsText), \(ParameterValue.literal($0.value)))" }
        let values = rows.isEmpty ? "(NULL, NULL)" : rows.joined(separator: ", ")
        return try await execute(
            "SELECT column1 AS name, column2 AS value FROM (VALUES \(values))"
                + (rows.isEmpty ? " WHERE 0" : "")
        )
    }

    /// The name without the character before it.
    private static func name(_ text: String) -> String {
        String(text.drop { ":@$".contains($0) })
    }
}
