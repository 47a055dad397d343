import TuneQLCatalog
import TuneQLText

extension SessionState {
    /// An error about a verb without methods, with the methods of the table that were left out.
    func naming(leftOutBy error: QueryError) -> QueryError {
        guard case .unsupported(let id) = error.detail else { return error }
        let names = id.split(separator: ".").map(String.init)
        guard names.count == 3, let left = try? leftOut(names), let first = left.first else {
            return error
        }
        let others = left.count > 1 ? ", and \(left.count - 1) more" : ""
        var error = error
        error.help =
            "its method \(first.name) was left out of the catalog: \(first.reason)\(others); "
            + "SELECT * FROM catalog.problems lists everything that was left out"
        return error
    }

    /// The methods of a resource that were left out, with the reasons.
    private func leftOut(_ names: [String]) throws(QueryError) -> [(name: String, reason: String)] {
        try engine.reading { (catalogs) throws(CatalogError) in
            try catalogs.problems(of: names[0], service: names[1])
        }.compactMap { problem in
            guard problem.isLeftOut, problem.resource?.isSameName(as: names[2]) == true,
                let method = problem.method
            else { return nil }
            return (method, problem.reason)
        }
    }
}
