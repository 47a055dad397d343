package import TuneQLCatalog
package import TuneQLJSON
import TuneQLTransport

extension Method {
    /// The layout for reading some columns of the rows in the method's pages.
    package func layout(columns: [String]) -> JSONLayout {
        let itemsPath = rows.memberNames
        let wanted = columns + itemsPath + [pagination?.nextMember].compactMap(\.self)
        let known = Set(responseNames.joined()).union(wanted)
        return JSONLayout(
            itemsPath: itemsPath,
            columns: columns,
            tokenName: pagination?.nextMember,
            envelope: Array(responseNames.prefix(itemsPath.count)),
            otherSpellings: wanted.map(\.snakeCased).filter { !known.contains($0) }
        )
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

extension String {
    /// The spelling of protocol buffers: `create_time` for `createTime`.
    fileprivate var snakeCased: String {
        var text = ""
        for character in self {
            if character.isASCII, character.isUppercase { text.append("_") }
            text += character.lowercased()
        }
        return text
    }
}
