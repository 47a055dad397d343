import TuneQLJSON

extension CatalogRow {
    /// A method from its definition.
    func method(_ column: Int) throws(CatalogError) -> Method {
        guard let method = Method(json: try json(column)) else {
            throw .damaged("'\(text(column))' is not a method")
        }
        return method
    }
}
