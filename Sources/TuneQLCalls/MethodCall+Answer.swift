package import TuneQLCatalog
package import TuneQLJSON
import TuneQLTransport

extension Method {
    /// How a page that the method answers is read for some columns of its rows.
    package func layout(columns: [String]) -> JSONLayout {
        let wanted = columns + itemsPath + [pagination?.nextMember].compactMap(\.self)
        let known = Set(answerNames.joined()).union(wanted)
        return JSONLayout(
            itemsPath: itemsPath,
            columns: columns,
            tokenName: pagination?.nextMember,
            envelope: Array(answerNames.prefix(itemsPath.count)),
            otherSpellings: wanted.map(\.snakeCased).filter { !known.contains($0) }
        )
    }
}

extension MethodCall {
    /// Why a page does not answer the call; nil when it does, or cannot be told.
    ///
    /// Gateways answer with status 200 what is not the service's, and caches another call's answer.
    func flaw(of page: JSONPage) -> String? {
        guard let row = method.rowName,
            let column = page.layout.columns.firstIndex(of: row.column)
        else { return nil }
        guard page.count == 1, let name = page.text(row: 0, column: column), !name.isEmpty else {
            return AnswerText.text(of: page.bytes)
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
    /// As protocol buffers spell it: `create_time` for `createTime`.
    fileprivate var snakeCased: String {
        var text = ""
        for character in self {
            if character.isASCII, character.isUppercase { text.append("_") }
            text += character.lowercased()
        }
        return text
    }
}
