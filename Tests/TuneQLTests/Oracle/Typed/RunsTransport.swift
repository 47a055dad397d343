import TuneQLJSON
import TuneQLTransport

/// Answers lists of runs in pages of five, with the fields that are asked for.
struct RunsTransport: Transport {
    /// By bench.
    let runs: [String: [JSONValue]]

    var usesQuota: Bool { false }

    func response(to request: HTTPRequest) async throws(TransportError) -> HTTPResponse {
        let sent = SentRequest(request)
        // v1/benches/left/runs
        let bench = sent.path.split(separator: "/")[2]
        let all = runs[String(bench)] ?? []
        let start = sent.query["pageToken"].flatMap { Int($0) } ?? 0
        let end = min(start + 5, all.count)
        var page = JSONObject([JSONMember(name: "runs", value: .array(Array(all[start..<end])))])
        if end < all.count { page["nextPageToken"] = .string("\(end)") }
        var body = JSONValue.object(page)
        if let fields = sent.query["fields"] { body = PartialAnswer(fields).part(of: body) }
        return HTTPResponse(status: 200, body: body.bytes)
    }
}

/// What `fields` asks for: `runs(run,plan(hours)),nextPageToken`.
private struct PartialAnswer {
    /// Empty asks for everything.
    private var members: [String: PartialAnswer] = [:]

    init(_ fields: String) {
        var rest = fields[...]
        self.init(&rest)
    }

    private init(_ rest: inout Substring) {
        repeat {
            let name = rest.prefix { !",()".contains($0) }
            rest = rest.dropFirst(name.count)
            guard rest.first == "(" else {
                members[String(name)] = PartialAnswer()
                continue
            }
            rest.removeFirst()
            members[String(name)] = PartialAnswer(&rest)
            rest.removeFirst()
        } while rest.popFirst(",")
    }

    private init() {}

    func part(of value: JSONValue) -> JSONValue {
        switch value {
        case _ where members.isEmpty: value
        case .array(let elements): .array(elements.map(part(of:)))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.compactMap { member in
                        members[member.name].map {
                            JSONMember(name: member.name, value: $0.part(of: member.value))
                        }
                    }
                )
            )
        default: value
        }
    }
}

extension Substring {
    /// Removes the first character when it is this one.
    fileprivate mutating func popFirst(_ character: Character) -> Bool {
        guard first == character else { return false }
        removeFirst()
        return true
    }
}
