import TuneQLCatalog

/// What tells a row from all others of its table, in whichever scan it is found.
struct RowIdentity {
    /// The places of cells among a scan's layout columns.
    var cells: [Int]
    /// Parameters of the call.
    var parameters: [String]

    /// The columns and parameters that tell rows apart.
    struct Key {
        var columns: [String]
        var parameters: [String]

        /// The row's name; else what looks a single row up, as far as the rows or every call tell it.
        init?(of resource: Resource) {
            if let name = resource.nameColumn {
                self.init(columns: [name], parameters: [])
                return
            }
            let methods = resource.methods(for: .select)
            let lookUp = methods.filter(\.itemsPath.isEmpty)
                .max { $0.requiredParameters.count < $1.requiredParameters.count }
            guard let lookUp, !lookUp.requiredParameters.isEmpty else { return nil }
            self.init(columns: [], parameters: [])
            for name in lookUp.requiredParameters {
                let column = resource.columns.first { $0.name.lowercased() == name.lowercased() }
                if let column {
                    columns.append(column.name)
                } else if methods.allSatisfy({ $0.requiredParameters.contains(name) }) {
                    parameters.append(name)
                } else {
                    return nil
                }
            }
        }

        private init(columns: [String], parameters: [String]) {
            self.columns = columns
            self.parameters = parameters
        }
    }
}
