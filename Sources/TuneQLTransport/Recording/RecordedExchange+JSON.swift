import TuneQLJSON
import TuneQLText

extension RecordedExchange {
    /// The exchange as a line of a recording.
    var json: JSONValue {
        var sent: [JSONMember] = [
            JSONMember(name: "method", value: .string(request.method)),
            JSONMember(name: "url", value: .string(request.url)),
        ]
        sent += Self.members(request.headers, request.body ?? [])
        var members = [JSONMember(name: "request", value: .object(JSONObject(sent)))]
        if let statement = request.statement {
            members.append(JSONMember(name: "statement", value: .number("\(statement)")))
        }
        switch outcome {
        case .success(let response):
            let status = JSONMember(name: "status", value: .number("\(response.status)"))
            let received = [status] + Self.members(response.headers, response.body)
            members.append(JSONMember(name: "response", value: .object(JSONObject(received))))
        case .failure(let error):
            members.append(
                JSONMember(
                    name: "error",
                    value: [
                        "kind": .string(error.kind.rawValue), "message": .string(error.message),
                    ]
                )
            )
        }
        members.append(JSONMember(name: "milliseconds", value: .number("\(milliseconds)")))
        return .object(JSONObject(members))
    }

    /// Reads a line of a recording; nil when it is not an exchange.
    init?(_ line: JSONValue) {
        guard let sent = line["request"], let method = sent["method"]?.string,
            let url = sent["url"]?.string, let outcome = Self.outcome(line)
        else { return nil }
        request = HTTPRequest(
            method: method,
            url: url,
            headers: Self.headers(sent),
            body: Self.body(sent)
        )
        request.statement = line["statement"]?.integer
        self.outcome = outcome
        milliseconds = line["milliseconds"]?.integer ?? 0
    }

    private static func outcome(_ line: JSONValue) -> Result<HTTPResponse, TransportError>? {
        if let received = line["response"] {
            guard let status = received["status"]?.integer else { return nil }
            return .success(
                HTTPResponse(
                    status: status,
                    headers: headers(received),
                    body: body(received) ?? []
                )
            )
        }
        guard let error = line["error"],
            let kind = error["kind"]?.string.flatMap(TransportError.Kind.init)
        else { return nil }
        return .failure(TransportError(kind, error["message"]?.string ?? kind.rawValue))
    }
}

// MARK: - Headers and bodies

extension RecordedExchange {
    private static func members(_ headers: [HTTPField], _ body: [UInt8]) -> [JSONMember] {
        var members: [JSONMember] = []
        if !headers.isEmpty {
            let fields = headers.map { JSONMember(name: $0.name, value: .string($0.value)) }
            members.append(JSONMember(name: "headers", value: .object(JSONObject(fields))))
        }
        guard !body.isEmpty else { return members }
        if let json = JSONBody(body) {
            members.append(JSONMember(name: "json", value: json.tree))
            if !json.escapes.isEmpty {
                members.append(JSONMember(name: "escapes", value: .string(json.escapes)))
            }
        } else if let text = String(validating: body, as: UTF8.self) {
            members.append(JSONMember(name: "text", value: .string(text)))
        } else {
            members.append(JSONMember(name: "base64", value: .string(Base64.encoded(body))))
        }
        return members
    }

    private static func headers(_ message: JSONValue) -> [HTTPField] {
        (message["headers"]?.object?.members ?? []).map {
            HTTPField(name: $0.name, value: $0.value.string ?? "")
        }
    }

    private static func body(_ message: JSONValue) -> [UInt8]? {
        if let tree = message["json"] {
            return JSONBody(tree: tree, escapes: message["escapes"]?.string ?? "").bytes
        }
        if let text = message["text"]?.string { return Array(text.utf8) }
        return message["base64"]?.string.flatMap { Base64.decoded($0) }
    }
}
