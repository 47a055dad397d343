import TuneQLJSON

extension CatalogRow {
    func parameter() throws(CatalogError) -> Parameter {
        guard let location = Parameter.Location(rawValue: text(2)) else {
            throw .damaged("'\(text(2))' is not a parameter location")
        }
        return Parameter(
            name: text(1),
            location: location,
            isRequired: flag(3),
            type: try type(4),
            description: text(5),
            defaultValue: optional(6)
        )
    }

    func method(parameters: [Parameter]) throws(CatalogError) -> Method {
        guard let verb = Verb(rawValue: text(2).lowercased()) else {
            throw .damaged("'\(text(2))' is not a verb")
        }
        return Method(
            name: text(1),
            verb: verb,
            httpMethod: text(3),
            path: text(4),
            host: try host(),
            parameters: parameters,
            requestMessage: optional(5),
            responseMessage: optional(6),
            itemsPath: try list(7),
            pagination: try pagination(),
            hasPartialResponse: flag(10),
            description: text(15),
            bodyMember: optional(16),
            ignorable: (try json(17).array ?? []).compactMap(IgnorableError.init(json:)),
            quota: optional(18) == nil ? nil : QuotaRule(json: try json(18)),
            responseNames: (try json(19).array ?? []).map { $0.array?.compactMap(\.string) ?? [] },
            successStates: optional(20) == nil ? nil : try list(20),
            hasWholeItems: flag(21),
            operation: optional(22) == nil ? nil : OperationRule(json: try json(22))
        )
    }

    private func pagination() throws(CatalogError) -> Pagination? {
        guard let scheme = optional(8) else { return nil }
        guard let pagination = Pagination(scheme: scheme, json: try json(9)) else {
            throw .damaged("'\(scheme)' is not a way of paging")
        }
        return pagination
    }

    private func host() throws(CatalogError) -> HostRule {
        var exceptions: [String: String] = [:]
        for member in try json(12).object?.members ?? [] {
            exceptions[member.name] = member.value.string
        }
        return HostRule(
            parameter: optional(11),
            exceptions: exceptions,
            otherwise: text(13),
            fallback: text(14)
        )
    }
}
