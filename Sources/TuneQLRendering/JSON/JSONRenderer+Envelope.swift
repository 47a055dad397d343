import TuneQLJSON

/// The object around the rows of a result: it has the columns' types and whether rows are missing.
extension JSONRenderer {
    /// Everything before the first row.
    static func opening(_ columns: [RenderedColumn], names: [String]) -> [UInt8] {
        let list = zip(columns, names).map { column, name in
            ["name": .string(name), "type": .string(column.kind.name)] as JSONValue
        }
        return Array("{\"columns\":\(JSONValue.array(list).text),\n\"rows\":[".utf8)
    }

    /// Everything after the last row.
    static func closing(_ ending: ResultEnding) -> [UInt8] {
        let error = ending.error.map { ",\n\"error\":\($0.text)" } ?? ""
        let message = ending.message.map { ",\n\"message\":\(JSONValue.string($0).text)" } ?? ""
        let calls = "\"complete\":\(ending.isComplete),\n\"scopes\":\(ending.scopes.text)"
        return Array("],\n\(calls)\(message)\(error)}\n".utf8)
    }
}

extension RenderedColumn.Kind {
    /// The type's name in an envelope.
    fileprivate var name: String {
        switch self {
        case .text: "text"
        case .integer: "integer"
        case .real: "real"
        case .timestamp: "timestamp"
        case .boolean: "boolean"
        case .json, .checkedJSON: "json"
        }
    }
}
