package import TuneQLCatalog
package import TuneQLJSON
import TuneQLTransport
import TuneQLText

extension Method {
    /// The layout for reading some columns of the rows in the method's pages.
    package func layout(columns: [String]) -> JSONLayout {
        let next = pagination?.nextPath
        let members = rows.form == .objects ? columns.filter { $0 != rows.scopeColumn } : []
        let wanted = members + rows.memberNames + (next ?? [])
        let known = Set(responseNames.joined()).union(wanted)
        var layout = JSONLayout(
            steps: steps,
            isList: rows.isList,
            form: form,
            columns: columns,
            scopeColumn: rows.scopeColumn,
            tokenPath: next.map(inResponse),
            members: pageMembers.map(inResponse),
            envelope: envelope,
            otherSpellings: wanted.map(\.snakeCased).filter { !known.contains($0) }
        )
        layout.scopeMember = warning.flatMap { $0.isOfScopes ? $0.name : nil }
        return layout
    }

    /// The path of a member of the method's own response in the whole one, which may be wrapped.
    func inResponse(_ path: [String]) -> [String] { [wrapper].compactMap(\.self) + path }

    /// The method's own response in the whole one, which may be wrapped.
    package func unwrapped(_ response: JSONValue) -> JSONValue {
        wrapper.flatMap { response[$0] } ?? response
    }

    private var steps: [JSONLayout.Step] {
        let outer: [JSONLayout.Step] = [wrapper].compactMap(\.self).map { .member($0) }
        let inner: [JSONLayout.Step] = rows.steps.map { step in
            switch step {
            case .member(let name): .member(name)
            case .everyValue: .everyValue
            }
        }
        return outer + inner
    }

    private var form: JSONLayout.Form {
        switch rows.form {
        case .objects: .objects
        case .values: .values(RowSource.valueColumn)
        case .contents: .contents(RowSource.contentsColumn)
        }
    }

    /// The names of the objects on the way to the rows, up to one with free keys.
    private var envelope: [[String]] {
        let depth = rows.steps.firstIndex(of: .everyValue) ?? rows.steps.count
        return [wrapper].compactMap(\.self).map { [$0] } + responseNames.prefix(depth)
    }
}

extension MethodCall {
    /// The reason why a page is not a response to the call; nil when it is, or may be.
    ///
    /// Gateways may send their own content with status 200, and caches another call's response.
    func flaw(of page: JSONPage) -> String? {
        guard let row = method.rowName,
            let column = page.layout.columns.firstIndex(of: row.column)
        else { return nil }
        guard page.count == 1, let name = page.text(row: 0, column: column), !name.isEmpty else {
            return ResponseText.text(of: page.bytes)
        }
        return NameTemplate(row.template).matches(name, arguments)
            ? nil : "its \(row.column) is '\(ReadableText.line(name))'"
    }
}

extension JSONPage {
    /// The text of a cell that holds a string.
    fileprivate func text(row: Int, column: Int) -> String? {
        let slice = slice(row: row, column: column)
        var text: [UInt8] = []
        guard slice.kind == .string || slice.kind == .escapedString,
            (try? append(slice, to: &text)) != nil
        else { return nil }
        return String(decoding: text, as: UTF8.self)
    }
}
