import TuneQLSQLite

/// Names by their beginnings, ignoring case: each look-up reads one range of an index.
extension Catalog {
    /// The names of a provider's services that begin with a text, by name.
    func serviceNames(
        of provider: String,
        beginning prefix: String,
        limit: Int
    ) throws(CatalogError) -> [String] {
        let sql = """
            SELECT name FROM services
            WHERE provider = ?1 AND name BETWEEN ?2 AND ?2 || char(0x10FFFF)
            ORDER BY name LIMIT ?3
            """
        return try rows(sql, .text(provider), .text(prefix), .integer(Int64(limit)))
            .map { $0.text(0) }
    }

    /// The names of a service's resources that begin with a text, by name, then their aliases.
    func resourceNames(
        of provider: String,
        service: String,
        beginning prefix: String,
        limit: Int
    ) throws(CatalogError) -> [String] {
        var names: [String] = []
        for table in ["resources", "aliases"] {
            let sql = """
                SELECT name FROM \(table)
                WHERE service = \(CatalogSchema.serviceKey)
                    AND name BETWEEN ?3 AND ?3 || char(0x10FFFF)
                ORDER BY name LIMIT ?4
                """
            names += try rows(
                sql,
                .text(provider),
                .text(service),
                .text(prefix),
                .integer(Int64(limit))
            ).map { $0.text(0) }
        }
        return names
    }
}
