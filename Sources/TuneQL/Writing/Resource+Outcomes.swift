import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLScan
import TuneQLText
import TuneQLTransport

/// Assesses the outcome of a write: whether its response proves it, and the SELECT that checks it.
extension Resource {
    /// The reason why a response does not prove a write; nil when it does, and for reads.
    ///
    /// Gateways, captive portals and proxies respond with status 200, too.
    func flaw(of body: [UInt8], for call: MethodCall) -> String? {
        guard !call.isRead else { return nil }
        let method = call.method
        guard method.rows.form != .contents else { return nil }
        let namesWhatItMade = method.verb == .insert && nameColumn != nil || method.operation != nil
        if body.isEmpty { return namesWhatItMade ? "the response is empty" : nil }
        do throws(JSONError) {
            let json = method.unwrapped(try JSONValue(parsing: body))
            if namesWhatItMade { return flaw(ofNameIn: json, body, of: call) }
            return method.knows(json)
                ? nil : "the response is not one of \(method.name): \(ResponseText.text(of: body))"
        } catch {
            let text = ResponseText.plainText(of: body).map { "; it says: \($0)" } ?? ""
            return
                "the response is not JSON: \(error.reason.rawValue), at byte \(error.offset)\(text)"
        }
    }

    /// The reason why a response does not name the created row or operation; nil when it does.
    private func flaw(ofNameIn json: JSONValue, _ body: [UInt8], of call: MethodCall) -> String? {
        let operation = call.method.operation
        let named = json[operation?.nameMember ?? "name"]?.string
        let name = nameColumn.flatMap { json[$0]?.string } ?? named ?? ""
        if name.isEmpty, operation?.end.isReached(by: json) ?? false { return nil }
        guard !name.isEmpty else {
            let sentence = ResponseText.sentence(in: body).map { ": \($0)" } ?? ""
            let what = operation != nil ? "its operation" : "what was created"
            return "the response does not name \(what)\(sentence)"
        }
        guard operation == nil, let nameTemplate else { return nil }
        return NameTemplate(nameTemplate).matches(name, call.arguments)
            ? nil : "the response names something else: \(ReadableText.line(name))"
    }

    /// The SELECT that checks whether a write with an unknown outcome was carried out.
    ///
    /// - Returns: Nil when the call's arguments do not suffice for a SELECT.
    func checkingSelect(after call: MethodCall) -> String? {
        guard !call.isRead,
            let selection = try? selection(for: .select, bound: call.arguments.keys)
        else { return nil }
        let bound = selection.method.requiredParameters.compactMap { name in
            call.arguments[name].map { "\(name) = \($0.quotedAsText)" }
        }
        let made = call.method.verb == .insert
        let conditions = bound + (made ? traits(of: call.body) : [])
        let created = made ? columns.first { $0.name == "createTime" }?.name : nil
        let results = [nameColumn, stateColumn, created].compactMap { $0 }
        let select =
            "SELECT \(results.isEmpty ? "*" : results.joined(separator: ", ")) FROM \(id) "
            + "WHERE \(conditions.joined(separator: " AND "))"
            + (created.map { " ORDER BY \($0) DESC" } ?? "")
        let body = call.body.flatMap { $0.object?.members.isEmpty == true ? nil : $0 }
        let sent = body.map { "; what was sent: \(ReadableText.line($0.text))" } ?? ""
        return "before repeating it, check with  \(select)\(sent)"
    }

    /// Conditions that distinguish the row to be created: its texts of at most 80 bytes.
    private func traits(of body: JSONValue?) -> [String] {
        let names = Set(columns.map(\.name))
        return (body?.object?.members ?? [])
            .filter { names.contains($0.name) }
            .compactMap { member in
                member.value.string.map { (member.name, $0) }
            }
            .filter { $0.1.utf8.count <= 80 }
            .map { "\($0) = \($1.quotedAsText)" }
    }
}

extension Method {
    /// Whether a response may be the method's: empty, or with a member of the method's responses.
    fileprivate func knows(_ body: JSONValue) -> Bool {
        guard let names = responseNames.first, let members = body.object?.members else {
            return true
        }
        return members.isEmpty || members.contains { names.contains($0.name) }
    }
}
