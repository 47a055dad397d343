import TuneQLJSON

extension Method {
    /// The method as a catalog stores it.
    var json: JSONValue {
        var object = JSONObject()
        object.add("name", name)
        object.add("verb", verb.rawValue)
        object.add("http", httpMethod)
        object.add("path", path)
        object.add("host", host.json)
        object.add("parameters", parameters.map(\.json))
        writeRequest(to: &object)
        writeResponse(to: &object)
        object.add("quota", quota?.json)
        object.add("collection", nonEmpty: collection)
        object.add("description", nonEmpty: description)
        return .object(object)
    }

    private func writeRequest(to object: inout JSONObject) {
        object.add("request", requestMessage)
        object.add("bodyMember", bodyMember)
        object.add("headers", fixedHeaders)
        object.add("base", requestBase.map { .object($0) })
        object.add("wrapper", wrapper)
        object.add("updateMask", updateMask?.json)
        object.add("newID", newIDParameter)
        object.add("partial", hasPartialResponse)
    }

    private func writeResponse(to object: inout JSONObject) {
        object.add("response", responseMessage)
        if rows != RowSource() { object.add("rows", rows.json) }
        object.add("unreachable", unreachable)
        object.add("warning", warning?.json)
        object.add("names", responseNames.map { .array($0.map { .string($0) }) })
        object.add("success", successStates.map { .array($0.map { .string($0) }) })
        object.add("pagination", pagination?.json)
        object.add("unreadPaging", unreadPaging)
        object.add("wholeItems", hasWholeItems)
        object.add("ignorable", ignorable.map(\.json))
        object.add("operation", operation?.json)
    }

    /// Reads the ``json`` of a method; nil for anything else.
    init?(json: JSONValue) {
        guard let name = json.text("name"),
            let verb = json.text("verb").flatMap(Verb.init(rawValue:)),
            let httpMethod = json.text("http"), let path = json.text("path"),
            let host = json["host"].flatMap(HostRule.init(json:)),
            let parameters = json.list("parameters", of: Parameter.init(json:)),
            let rows = RowSource(json: json["rows"] ?? .null)
        else { return nil }
        self.init(
            name: name,
            verb: verb,
            httpMethod: httpMethod,
            path: path,
            host: host,
            parameters: parameters,
            rows: rows,
            description: json.text("description") ?? ""
        )
        readRequest(json)
        readResponse(json)
        quota = json["quota"].map(QuotaRule.init(json:))
        collection = json.text("collection") ?? ""
    }

    private mutating func readRequest(_ json: JSONValue) {
        requestMessage = json.text("request")
        bodyMember = json.text("bodyMember")
        fixedHeaders = json.dictionary("headers")
        requestBase = json["base"]?.object
        wrapper = json.text("wrapper")
        updateMask = json["updateMask"].flatMap(UpdateMask.init(json:))
        newIDParameter = json.text("newID")
        hasPartialResponse = json.flag("partial")
    }

    private mutating func readResponse(_ json: JSONValue) {
        responseMessage = json.text("response")
        unreachable = json.texts("unreachable")
        warning = json["warning"].flatMap(PageWarning.init(json:))
        responseNames = json["names"]?.array?.map { $0.array?.compactMap(\.string) ?? [] } ?? []
        successStates = json.optionalTexts("success")
        pagination = json["pagination"].flatMap(Pagination.init(json:))
        unreadPaging = json.text("unreadPaging")
        hasWholeItems = json.flag("wholeItems")
        ignorable = (json["ignorable"]?.array ?? []).compactMap(IgnorableError.init(json:))
        operation = json["operation"].flatMap(OperationRule.init(json:))
    }
}
