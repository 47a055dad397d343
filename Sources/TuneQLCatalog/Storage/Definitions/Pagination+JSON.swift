package import TuneQLJSON

extension Pagination {
    private enum Scheme: String {
        case token = "page_token"
        case nextURL = "next_url"
        case pageNumber = "page_number"
        case offset
    }

    /// The name of the scheme, as users see it.
    package var scheme: String {
        switch self {
        case .token: Scheme.token.rawValue
        case .nextURL: Scheme.nextURL.rawValue
        case .pageNumber: Scheme.pageNumber.rawValue
        case .offset: Scheme.offset.rawValue
        }
    }

    package var json: JSONValue {
        var object = JSONObject()
        object.add("scheme", scheme)
        switch self {
        case .token(let token): token.write(to: &object)
        case .nextURL(.member(let path)): object.add("member", path)
        case .nextURL(.linkHeader): break
        case .pageNumber(let number):
            object.add("parameter", number.parameter)
            object.add("first", number.first)
            object.add("totalPages", number.totalPages ?? [])
            object.add("size", number.size?.json)
        case .offset(let offset):
            object.add("parameter", offset.parameter)
            if offset.first != 0 { object.add("first", offset.first) }
            object.add("echo", offset.echo ?? [])
            object.add("size", offset.size?.json)
        }
        return .object(object)
    }

    init?(json: JSONValue) {
        let size = json["size"].flatMap(PageSize.init(json:))
        switch json.text("scheme").flatMap(Scheme.init(rawValue:)) {
        case .token:
            guard let token = PageToken(json: json, size: size) else { return nil }
            self = .token(token)
        case .nextURL:
            self = .nextURL(json.optionalTexts("member").map { .member($0) } ?? .linkHeader)
        case .pageNumber:
            guard let parameter = json.text("parameter"), let first = json["first"]?.integer else {
                return nil
            }
            let total = json.optionalTexts("totalPages")
            self = .pageNumber(
                PageNumber(parameter: parameter, first: first, size: size, totalPages: total)
            )
        case .offset:
            guard let parameter = json.text("parameter") else { return nil }
            let first = json["first"]?.integer ?? 0
            let echo = json.optionalTexts("echo")
            self = .offset(PageOffset(parameter: parameter, first: first, echo: echo, size: size))
        case nil: return nil
        }
    }
}

extension Pagination.PageToken {
    fileprivate func write(to object: inout JSONObject) {
        object.add("parameter", parameter)
        if place != .query { object.add("place", place.rawValue) }
        switch source {
        case .member(let path): object.add("member", path)
        case .header(let name): object.add("header", name)
        }
        object.add("more", more ?? [])
        object.add("size", size?.json)
    }

    fileprivate init?(json: JSONValue, size: Pagination.PageSize?) {
        guard let parameter = json.text("parameter"), let place = Pagination.Place(in: json) else {
            return nil
        }
        let source: Pagination.Source
        if let path = json.optionalTexts("member") {
            source = .member(path)
        } else if let name = json.text("header") {
            source = .header(name)
        } else {
            return nil
        }
        self.init(
            parameter: parameter,
            place: place,
            source: source,
            more: json.optionalTexts("more"),
            size: size
        )
    }
}

extension Pagination.Place {
    /// The place in a definition, by default the query.
    fileprivate init?(in json: JSONValue) {
        self.init(rawValue: json.text("place") ?? Self.query.rawValue)
    }
}

extension Pagination.PageSize {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.add("parameter", parameter)
        object.add("maximum", maximum)
        if place != .query { object.add("place", place.rawValue) }
        return .object(object)
    }

    fileprivate init?(json: JSONValue) {
        guard let parameter = json.text("parameter"), let maximum = json["maximum"]?.integer,
            let place = Pagination.Place(in: json)
        else { return nil }
        self.init(parameter: parameter, maximum: maximum, place: place)
    }
}
