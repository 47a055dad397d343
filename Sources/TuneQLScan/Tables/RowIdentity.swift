import TuneQLCatalog

/// The cells and parameters that identify a row of a table in any scan.
struct RowIdentity {
    /// The positions of the cells among a scan's layout columns.
    var cells: [Int]
    /// Parameters of the call.
    var parameters: [String]

    /// The columns and parameters that identify rows.
    struct Key {
        var columns: [String]
        var parameters: [String]

        /// The row's name, else the parameters that look up a row, if rows or all calls have them.
        init?(of resource: Resource) {
            if let name = resource.nameColumn {
                self.init(columns: [name], parameters: [])
                return
            }
            let methods = resource.methods(for: .select)
            let lookUp = methods.filter { !$0.rows.isList }
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
