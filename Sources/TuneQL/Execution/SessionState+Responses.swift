import TuneQLCatalog

extension SessionState {
    /// The fields of the rows in a method's response; none when it returns nothing.
    func responseFields(of method: Method, _ resource: Resource) throws(QueryError)
        -> [Field]
    {
        if method.rows.form == .contents {
            return [Field(name: RowSource.contentsColumn, type: .string(format: "byte"))]
        }
        if method.verb == .select { return resource.columns }
        guard let type = try rowType(of: method, resource) else { return [] }
        guard method.rows.form == .objects, case .message(let name) = type else {
            return [Field(name: RowSource.valueColumn, type: type)]
        }
        return try message(name, of: resource)?.fields ?? []
    }

    /// The type at the end of the steps that lead to a method's rows.
    private func rowType(of method: Method, _ resource: Resource) throws(QueryError) -> FieldType? {
        guard let response = method.responseMessage else { return nil }
        var type = FieldType.message(response)
        for step in method.rows.steps {
            switch (step, type) {
            case (.member(let member), .message(let name)):
                guard let field = try message(name, of: resource)?[member] else { return nil }
                type = field.type
            case (_, .map(let value)): type = value
            default: return nil
            }
        }
        guard method.rows.isList, case .array(let element) = type else { return type }
        return element
    }
}
