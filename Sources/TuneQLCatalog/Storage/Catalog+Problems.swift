import TuneQLSQLite

extension Catalog {
    /// The parts of documents that are left out, of a provider and service or of all.
    package func problems(
        of provider: String? = nil,
        service: String? = nil
    ) throws(CatalogError) -> [CatalogProblem] {
        let clause = """
            WHERE (?1 IS NULL OR provider = ?1) AND (?2 IS NULL OR service = ?2) ORDER BY rowid
            """
        return try problems(clause, provider, service)
    }

    /// The reason for leaving out a resource, or the first of its methods.
    package func problem(
        provider: String,
        service: String,
        resource: String
    ) throws(CatalogError) -> CatalogProblem? {
        let clause = """
            WHERE provider = ?1 AND service = ?2 AND resource = ?3 AND is_left_out
            ORDER BY method IS NOT NULL, rowid LIMIT 1
            """
        return try problems(clause, provider, service, resource).first
    }

    /// The reason for leaving out a whole service.
    package func problem(
        provider: String,
        service: String
    ) throws(CatalogError) -> CatalogProblem? {
        let clause = """
            WHERE provider = ?1 AND service = ?2 AND resource IS NULL AND is_left_out ORDER BY rowid LIMIT 1
            """
        return try problems(clause, provider, service).first
    }

    private func problems(
        _ clause: String,
        _ names: String?...
    ) throws(CatalogError) -> [CatalogProblem] {
        let sql = """
            SELECT provider, service, resource, method, document, line, reason, is_left_out
            FROM problems \(clause)
            """
        return try rows(sql, binding: names.map { SQLiteValue($0) }).map { row in
            CatalogProblem(
                provider: row.text(0),
                service: row.optional(1),
                resource: row.optional(2),
                method: row.optional(3),
                document: row.text(4),
                line: row.values[5] == .null ? nil : Int(row.integer(5)),
                reason: row.text(6),
                isLeftOut: row.integer(7) != 0
            )
        }
    }
}
