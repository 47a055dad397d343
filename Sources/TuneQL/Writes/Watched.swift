import TuneQLCatalog
import TuneQLHTTP
import TuneQLJSON

/// Something that a call started, and the call that shows how it stands.
struct Watched: Sendable {
    /// How something stands.
    struct Sight {
        var state: String
        var isFinal: Bool
        var error: QueryError?
    }

    enum Kind {
        case operation
        case row(stateColumn: String, terminalStates: [String])
    }

    var kind: Kind
    var name: String
    var call: MethodCall
    /// Whether the answer of the call that started it shows already how it stands.
    var isAnswered: Bool

    /// Reads an answer of ``call``.
    func sight(of answer: [UInt8]) throws(CallError) -> Sight {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: answer)
        } catch {
            throw CallError(
                kind: .malformed,
                message: "the answer is not JSON: \(error.reason.rawValue)"
            )
        }
        switch kind {
        case .operation: return operation(json)
        case .row(let column, let terminalStates):
            let state = json[column]?.string ?? "without a state"
            return Sight(state: state, isFinal: terminalStates.contains(state))
        }
    }

    private func operation(_ json: JSONValue) -> Sight {
        guard json["done"] == true else { return Sight(state: "running", isFinal: false) }
        guard let error = json["error"] else { return Sight(state: "done", isFinal: true) }
        let text = error["message"]?.string ?? error.text
        return Sight(
            state: "failed",
            isFinal: true,
            error: QueryError(.api, "the operation \(name) failed: \(text)")
        )
    }
}

extension Awaiting {
    /// What a call started; nil when its answer names nothing that could be asked for.
    func watched(by call: MethodCall, _ answer: [UInt8]) throws(CallError) -> Watched? {
        let json = try? JSONValue(parsing: answer)
        if call.method.answersOperation { return json.flatMap { operation($0, of: call) } }
        guard let column = resource.stateColumn, let method = resource.readingMethod else {
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
        return Watched(
            kind: .row(stateColumn: column, terminalStates: resource.terminalStates),
            name: name ?? template?.name(with: arguments) ?? resource.id,
            call: MethodCall(
                method: method,
                arguments: arguments,
                service: resource.serviceID,
                resource: resource.id
            ),
            isAnswered: json?[column] != nil
        )
    }

    /// An operation is read at its own name, below the version that its method's path begins with.
    private func operation(_ json: JSONValue, of call: MethodCall) -> Watched? {
        guard let name = json["name"]?.string, name.isPlainPath else { return nil }
        let version = call.method.path.split(separator: "/").first ?? "v1"
        let method = Method(
            name: "get",
            verb: .select,
            httpMethod: "GET",
            path: "/\(version)/\(name)",
            host: call.method.host,
            parameters: call.method.parameters.filter { $0.location == .path },
            responseMessage: call.method.responseMessage
        )
        return Watched(
            kind: .operation,
            name: name,
            call: MethodCall(
                method: method,
                arguments: call.arguments,
                service: call.service,
                resource: call.resource
            ),
            isAnswered: true
        )
    }
}

extension Method {
    /// Whether the answer is a long-running operation.
    var answersOperation: Bool { responseMessage?.hasSuffix("Operation") ?? false }
}

extension Resource {
    /// The method that reads one row by the parameters that its name spells.
    var readingMethod: Method? {
        let names = Set(nameTemplate.map { NameTemplate($0).parameters } ?? [])
        return methods(for: .select).first {
            $0.itemsPath.isEmpty && !$0.requiredParameters.isEmpty
                && names.isSuperset(of: $0.requiredParameters)
        }
    }
}

extension String {
    /// Whether the text is a path of plain segments, so that it can stand in a URL as it is.
    fileprivate var isPlainPath: Bool {
        let segments = split(separator: "/", omittingEmptySubsequences: false)
        return segments.allSatisfy { segment in
            !segment.isEmpty && segment != "." && segment != ".."
                && segment.utf8.allSatisfy { $0.isPlainInPath }
        }
    }
}

extension UInt8 {
    fileprivate var isPlainInPath: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
