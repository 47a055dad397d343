import TuneQLJSON

extension CatalogRow {
    func parameter() throws(CatalogError) -> Parameter {
        guard let location = Parameter.Location(rawValue: text(2)) else {
            throw .damaged("'\(text(2))' is no place for a parameter")
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
            throw .damaged("'\(text(2))' is no verb")
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
            pagination: pagination,
            hasPartialResponse: flag(12),
            description: text(17),
            bodyMember: optional(18),
            ignorable: (try json(19).array ?? []).compactMap(IgnorableError.init(json:)),
            quota: optional(20) == nil ? nil : QuotaRule(json: try json(20)),
            answerNames: (try json(21).array ?? []).map { $0.array?.compactMap(\.string) ?? [] },
            successStates: optional(22) == nil ? nil : try list(22),
            hasWholeItems: flag(23)
        )
    }

    private var pagination: Pagination? {
        guard let parameter = optional(8), let name = optional(9) else { return nil }
        return Pagination(
            tokenParameter: parameter,
            tokenName: name,
            sizeParameter: optional(10),
            maximumSize: Int(integer(11))
        )
    }

    private func host() throws(CatalogError) -> HostRule {
        var exceptions: [String: String] = [:]
        for member in try json(14).object?.members ?? [] {
            exceptions[member.name] = member.value.string
        }
        return HostRule(
            parameter: optional(13),
            exceptions: exceptions,
            otherwise: text(15),
            fallback: text(16)
        )
    }
}
