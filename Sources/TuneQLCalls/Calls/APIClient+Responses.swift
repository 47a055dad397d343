import TuneQLCatalog
package import TuneQLJSON
import TuneQLTransport

/// Reads responses, and reports those that do not match the call.
extension APIClient {
    /// Reads the page in a response to a call.
    ///
    /// - Throws: ``CallError`` when it is not JSON, or does not match the call.
    package func page(
        _ body: [UInt8],
        layout: JSONLayout,
        for call: MethodCall,
        at position: PagePosition? = nil
    ) throws(CallError) -> JSONPage {
        let page: JSONPage
        do {
            page = try JSONPage(body, layout: layout)
        } catch {
            throw malformed(body, error, of: call, at: position)
        }
        guard let flaw = call.flaw(of: page) else { return page }
        throw .strange(flaw, call, from: summary(of: call, at: position))
    }

    /// Checks the response to a call that only reads.
    ///
    /// - Throws: ``CallError`` when it is not JSON, or does not match the call.
    package func check(_ body: [UInt8], for call: MethodCall) throws(CallError) {
        let columns = [call.method.rowName?.column].compactMap(\.self)
        _ = try page(body, layout: call.method.layout(columns: columns), for: call)
    }

    /// The error for places whose rows a response lacks; nil when it names none.
    package func missingPlaces(in body: [UInt8], of call: MethodCall) -> CallError? {
        guard call.method.namesMissingRows,
            let page = try? JSONPage(body, layout: call.method.layout(columns: [])),
            let names = try? page.unreachedPlaces(call.method), !names.isEmpty
        else { return nil }
        return .unreachable(names, from: summary(of: call))
    }

    /// The error for a body that cannot be read.
    package func malformed(
        _ body: [UInt8],
        _ error: JSONError,
        of call: MethodCall,
        at position: PagePosition? = nil
    ) -> CallError {
        let request = summary(of: call, at: position)
        switch error.reason {
        case .wrongShape, .unknownMember:
            return .strange(ResponseText.text(of: body), call, from: request)
        case .otherSpelling: return .misspelt(error.name(in: body), from: request)
        default:
            var malformed = CallError.malformed(error, from: request)
            let text = ResponseText.plainText(of: body)
            malformed.message += text.map { "; it says: \($0)" } ?? ""
            return malformed
        }
    }
}

extension CallError {
    /// The error for a response that is not JSON.
    static func malformed(_ error: JSONError, from request: String) -> CallError {
        let text = "returned a response that is not JSON: \(error.reason.rawValue)"
        return CallError(
            kind: .malformed,
            message: "\(request) \(text), at byte \(error.offset)",
            request: request
        )
    }

    /// The error for a response of another kind than requested, with its text.
    fileprivate static func strange(
        _ text: String,
        _ call: MethodCall,
        from request: String
    ) -> CallError {
        let wanted =
            call.method.verb != .select
            ? "response of \(call.method.name)" : call.method.rows.isList ? "list" : "row"
        return CallError(
            kind: .malformed,
            message:
                "\(request) returned something other than the requested \(wanted): \(text)",
            request: request,
            help: elsewhere
        )
    }

    /// The error for a response whose members are spelt in another way than the service's.
    fileprivate static func misspelt(_ name: String, from request: String) -> CallError {
        CallError(
            kind: .malformed,
            message: "\(request) responded with '\(name)', which is not how the service spells it",
            request: request,
            help: elsewhere
        )
    }

    private static let elsewhere =
        "another server responds in its place, such as a gateway or a proxy; check --endpoint"
}

extension JSONError {
    /// The name of the member that starts at the error's position.
    fileprivate func name(in body: [UInt8]) -> String {
        let name = body[min(offset, body.count)...].prefix(200).prefix { $0 != UInt8(ascii: "\"") }
        return ReadableText.line(String(decoding: name, as: UTF8.self))
    }
}
