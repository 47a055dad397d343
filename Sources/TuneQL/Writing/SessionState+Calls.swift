import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSQLite
import TuneQLScan
import TuneQLText

/// A value for a parameter or a member of a request's body, and its range in the statement.
struct RequestColumn {
    enum Role {
        /// A parameter, or else a field of the body.
        case value
        /// A parameter, which the WHERE of an UPDATE or a DELETE gives.
        case condition
        /// A field, which a SET changes.
        case change
    }

    var name: String
    var value: SQLiteValue
    var range: Range<Int>
    var role = Role.value
}

/// A whole request body, and its range in the statement.
struct RequestBody {
    var json: JSONValue
    var range: Range<Int>
}

extension SessionState {
    /// The call of a method with these values, checked against the method's schema.
    func call(
        _ method: Method,
        of resource: Resource,
        with columns: [RequestColumn],
        body: RequestBody? = nil
    ) throws(QueryError) -> MethodCall {
        let catalogs = engine.catalogs
        do {
            let messages = { (name: String) throws(CatalogError) in
                try catalogs.message(name, provider: resource.provider, service: resource.service)
            }
            var call = MethodCall(
                method: method,
                arguments: [:],
                service: resource.serviceID,
                resource: resource.id
            )
            var rest = method
            if let body {
                call.body = try builder(of: method, messages).body(checking: body.json)
                // The body is complete, so columns can only be parameters.
                rest.requestMessage = nil
            }
            let request = try builder(of: rest, messages)
                .request(
                    columns.filter { $0.role != .change }.map { ($0.name, $0.value) },
                    setting: columns.filter { $0.role == .change }.map { ($0.name, $0.value) }
                )
            call.arguments = request.arguments
            call.body = call.body ?? request.body
            try check(call, of: resource, with: columns)
            return call
        } catch let error as BodyError {
            throw QueryError(error, columns: columns, body: body, of: method)
        } catch let error as QueryError {
            throw error
        } catch {
            preconditionFailure("a request threw \(error)")
        }
    }

    /// Checks the name and the value of one column of a request by themselves.
    ///
    /// - Parameters:
    ///   - column: The column; without a known value, only its name is checked.
    ///   - isKnown: Whether its value is known.
    ///   - method: The method of the request.
    ///   - resource: The resource of the method.
    /// - Throws: ``QueryError`` for a name or a value that no request can carry.
    func check(
        _ column: RequestColumn,
        isKnown: Bool,
        _ method: Method,
        of resource: Resource
    ) throws(QueryError) {
        let catalogs = engine.catalogs
        var call = MethodCall(
            method: method,
            arguments: [:],
            service: resource.serviceID,
            resource: resource.id
        )
        do throws(BodyError) {
            call.arguments = try builder(of: method) { (name) throws(CatalogError) in
                try catalogs.message(name, provider: resource.provider, service: resource.service)
            }.arguments(
                of: isKnown ? column.value : nil,
                for: column.name,
                isChange: column.role == .change
            )
        } catch {
            throw QueryError(error, columns: [column], body: nil, of: method)
        }
        try check(call, of: resource, with: [column])
    }

    /// Refuses values that cannot be part of a row's path.
    private func check(
        _ call: MethodCall,
        of resource: Resource,
        with columns: [RequestColumn]
    ) throws(QueryError) {
        for (name, value) in call.arguments.sorted(by: { $0.key < $1.key }) {
            do throws(ScanError) {
                try resource.check(value, ofParameter: name, of: call.method)
            } catch {
                var error = QueryError(error)
                error.range = columns.first { $0.name.isSameName(as: name) }?.range
                throw error
            }
        }
    }

    private func builder(
        of method: Method,
        _ messages: @escaping (String) throws(CatalogError) -> Message?
    ) throws(BodyError) -> BodyBuilder {
        try BodyBuilder(
            method: method,
            allowsUnknown: settings.sendsUnknownFields,
            message: messages
        )
    }
}

extension QueryError {
    /// An error in the values of a request, at the column that holds the value.
    fileprivate init(
        _ error: BodyError,
        columns: [RequestColumn],
        body: RequestBody?,
        of method: Method
    ) {
        let range =
            columns.first { error.concerns($0.name) }?.range ?? body?.range
            ?? columns.first?.range
        switch error.reason {
        case .unknown(let candidates):
            let name = error.path.split(separator: ".").last.map(String.init) ?? error.path
            let nearest =
                candidates.first { $0.lowercased().hasSuffix(".\(name.lowercased())") }
                ?? Suggestion.nearest(to: name, among: candidates)
            self.init(
                .unknownName,
                "\(method.name) takes no \(error.path)",
                range: range,
                help: nearest.map { "did you mean \($0)?" }
                    ?? "it takes \(candidates.joined(separator: ", "))"
                    + (candidates.count == method.parameters.count && !error.path.contains(".")
                        ? "" : Self.unknownFieldsHelp)
            )
        case .notAmong(let value, let values):
            let nearest = Suggestion.nearest(to: value, among: values)
            self.init(
                .invalidValue,
                error.description,
                range: range,
                help: nearest.map { "did you mean \($0)?" }
            )
        case .catalog(let error): self.init(.sql, error.description)
        default: self.init(.invalidValue, error.description, range: range)
        }
    }

    private static let unknownFieldsHelp =
        "; SET unknown_fields = on sends fields that only the service knows"
}
