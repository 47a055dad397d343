import TuneQLCalls
import TuneQLCatalog
import TuneQLCredentials
import TuneQLJSON
import TuneQLText
import TuneQLTransport

/// A long-running operation, or a row with a state, that a call started.
struct PolledOperation: Sendable {
    enum Kind {
        case operation(OperationRule)
        case row(Resource)
    }

    var kind: Kind
    var name: String
    /// The call that reads its status.
    var call: MethodCall
    /// The call whose response comes when it has ended, or after a while; nil for none.
    var waiting: MethodCall?
    /// The method that started it.
    var starter: Method
    /// Whether the response of the call that started it already shows its status.
    var hasStatus: Bool
    /// Whether that response gave its name.
    var isNew = true
    /// Whether operations have no names: they have ended when the call returns.
    var isNameless = false

    /// Reads the status in a response of ``call``.
    func status(in body: [UInt8]) throws(CallError) -> OperationStatus {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: body)
        } catch {
            throw CallError(
                kind: .malformed,
                message: "the response is not JSON: \(error.reason.rawValue)"
            )
        }
        switch kind {
        case .operation(let rule):
            guard
                json[rule.nameMember]?.string == name || isNameless && rule.end.isReached(by: json)
            else { throw other(body) }
            return operation(json, by: rule)
        case .row(let resource):
            if let column = resource.nameColumn {
                guard let found = json[column]?.string, isSame(found, resource) else {
                    throw other(body)
                }
            }
            return row(json, of: resource)
        }
    }

    /// Whether a name is that of the row, however it spells the project.
    private func isSame(_ found: String, _ resource: Resource) -> Bool {
        guard let template = resource.nameTemplate else { return true }
        return NameTemplate(template).matches(found, call.arguments)
    }

    /// The error of a response about another operation or row.
    private func other(_ body: [UInt8]) -> CallError {
        CallError(
            kind: .malformed,
            message: "the response is not that of \(name): \(ResponseText.text(of: body))"
        )
    }

    private func row(_ json: JSONValue, of resource: Resource) -> OperationStatus {
        let state = resource.stateColumn.flatMap { json[$0]?.string } ?? "without a state"
        guard resource.terminalStates.contains(state) else {
            return OperationStatus(state: state, isFinal: false)
        }
        let good = resource.successStates(of: starter)
        guard !good.contains(state) else { return OperationStatus(state: state, isFinal: true) }
        let reason = resource.errorColumn.flatMap { json[$0] }.flatMap(StatusText.text)
        return OperationStatus(
            state: state,
            isFinal: true,
            error: QueryError(
                .api,
                "\(name) ended as \(state)\(reason.map { ": \($0)" } ?? "")",
                help: "\(starter.name) has succeeded when it ends as "
                    + good.joined(separator: " or ")
            )
        )
    }

    private func operation(_ json: JSONValue, by rule: OperationRule) -> OperationStatus {
        guard rule.end.isReached(by: json) else {
            return OperationStatus(state: "running", isFinal: false)
        }
        guard let error = rule.errorMember.flatMap({ json[$0] }) else {
            return OperationStatus(state: "done", isFinal: true)
        }
        let text = StatusText.text(error) ?? ReadableText.line(error.text)
        return OperationStatus(
            state: "failed",
            isFinal: true,
            error: QueryError(.api, "the operation \(name) failed: \(text)")
        )
    }
}

extension CompletionPoller {
    /// The operation or row that a call started.
    ///
    /// - Throws: ``CallError`` when the response names nothing that could be polled.
    func operation(startedBy call: MethodCall, _ body: [UInt8]) throws(CallError)
        -> PolledOperation
    {
        let json = try? JSONValue(parsing: body)
        let found =
            if let rule = call.method.operation {
                json.flatMap { operation($0, rule, of: call) }
            } else {
                row(json, of: call)
            }
        guard let found else {
            throw CallError(
                kind: .malformed,
                message: "the response names nothing that can be polled: "
                    + ResponseText.text(of: body)
            )
        }
        return found
    }

    private func row(_ json: JSONValue?, of call: MethodCall) -> PolledOperation? {
        guard let column = resource.stateColumn,
            let method = resource.readingMethod(after: call.method)
        else {
            return nil
        }
        let name = resource.nameColumn.flatMap { json?[$0]?.string }
        let template = resource.nameTemplate.map(NameTemplate.init)
        let spelled = name.flatMap { template?.arguments(from: $0) } ?? [:]
        var arguments: [String: String] = [:]
        for parameter in method.requiredParameters {
            guard let value = call.arguments[parameter] ?? spelled[parameter] else { return nil }
            arguments[parameter] = value
        }
        return PolledOperation(
            kind: .row(resource),
            name: name ?? template?.name(with: arguments) ?? resource.id,
            call: MethodCall(
                method: method,
                arguments: arguments,
                service: resource.serviceID,
                resource: resource.id
            ),
            starter: call.method,
            hasStatus: json?[column] != nil,
            isNew: name != nil
        )
    }

    /// The operation in a response, which is read at its own name.
    private func operation(
        _ json: JSONValue,
        _ rule: OperationRule,
        of call: MethodCall
    ) -> PolledOperation? {
        let name = json[rule.nameMember]?.string
        guard name?.isPlainPath ?? rule.end.isReached(by: json) else { return nil }
        func read(_ httpMethod: String, _ path: String) -> MethodCall {
            MethodCall(
                method: call.method.polling(by: httpMethod, at: path),
                arguments: call.arguments,
                service: call.service,
                resource: call.resource
            )
        }
        return PolledOperation(
            kind: .operation(rule),
            name: name ?? call.method.name,
            call: read("GET", rule.path(of: name ?? "")),
            waiting: name.flatMap(rule.waitPath).map { read(rule.wait?.httpMethod ?? "POST", $0) },
            starter: call.method,
            hasStatus: true,
            isNameless: name == nil
        )
    }
}

extension Method {
    /// The method that reads an operation that this one started.
    fileprivate func polling(by httpMethod: String, at path: String) -> Method {
        Method(
            name: "get",
            verb: httpMethod == "GET" ? .select : .exec,
            httpMethod: httpMethod,
            path: path,
            host: host,
            parameters: parameters.filter { $0.location == .path || $0.location == .server },
            responseMessage: responseMessage,
            fixedHeaders: fixedHeaders
        )
    }
}

extension Resource {
    /// The method that reads the row that a call of a method changes: by the parameters that every
    /// such call has, and those that the row's name spells.
    func readingMethod(after method: Method) -> Method? {
        let spelled = nameTemplate.map { NameTemplate($0).parameters } ?? []
        let names = Set(spelled).union(method.requiredParameters)
        return methods(for: .select).first {
            !$0.rows.isList && !$0.requiredParameters.isEmpty
                && names.isSuperset(of: $0.requiredParameters)
        }
    }
}

extension String {
    /// Whether the text is a path of plain segments, which a URL can contain unchanged.
    fileprivate var isPlainPath: Bool {
        let segments = split(separator: "/", omittingEmptySubsequences: false)
        return segments.allSatisfy { segment in
            !segment.isEmpty && segment != "." && segment != ".."
                && segment.utf8.allSatisfy { PercentEncoding.isUnreserved($0) }
        }
    }
}

extension OperationRule.End {
    /// Whether an operation in this form has ended.
    func isReached(by operation: JSONValue) -> Bool {
        switch self {
        case .flag(let member): operation[member] == true
        case .status(let member, let values):
            values.contains { $0.isSameName(as: operation[member]?.string ?? "") }
        }
    }
}
