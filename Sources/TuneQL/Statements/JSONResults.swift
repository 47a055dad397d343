import TuneQLSyntax

extension Query {
    /// The places of the results that are JSON or NULL, whatever the rows are.
    ///
    /// SQLite marks such values, but forgets the mark of those that it sorts or groups by.
    var jsonResults: Set<Int> {
        body.dropFirst().reduce(body.first?.jsonResults ?? []) { places, core in
            places.intersection(core.jsonResults)
        }
    }
}

extension SelectCore {
    /// Behind a `*` places are not known, and none is named.
    fileprivate var jsonResults: Set<Int> {
        var places: Set<Int> = []
        for (place, result) in results.enumerated() {
            guard case .expression(let expression, _) = result.kind else { break }
            if expression.isJSON { places.insert(place) }
        }
        return places
    }
}

extension Expression {
    private static let functions: Set = [
        "json", "json_array", "json_group_array", "json_group_object", "json_insert",
        "json_object", "json_patch", "json_quote", "json_remove", "json_replace", "json_set",
    ]

    fileprivate var isJSON: Bool {
        switch kind {
        case .binary(.arrow, _, _): true
        case .function(let call): Self.functions.contains(call.name.text.lowercased())
        default: false
        }
    }
}
