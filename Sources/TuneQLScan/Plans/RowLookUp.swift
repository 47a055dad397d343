import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON

/// Finds the row that a look-up by id asks for among the rows of a list.
package struct RowLookUp: Sendable, Hashable {
    var template: NameTemplate
    /// The position of the row's name among the columns that are read.
    var cell: Int

    /// The key of a row among those of a list: the parameters that only its name spells.
    ///
    /// - Returns: Nil if the list may lack the row that the call asks for.
    func key(of call: MethodCall, in list: MethodCall) -> [String]? {
        guard call.isLookUp, list.method.hasWholeItems, call.service == list.service,
            list.arguments.allSatisfy({ call.arguments[$0.key] == $0.value })
        else { return nil }
        let rest = template.parameters.filter { list.arguments[$0] == nil }
        guard !rest.isEmpty, rest.count + list.arguments.count == call.arguments.count else {
            return nil
        }
        let key = rest.compactMap { call.arguments[$0] }
        return key.count == rest.count ? key : nil
    }

    /// The key of a row of the list; nil if its name has another form.
    func key(ofRow row: Int, in page: JSONPage, of list: MethodCall) -> [String]? {
        let slice = page.slice(row: row, column: cell)
        var text: [UInt8] = []
        guard slice.kind == .string || slice.kind == .escapedString,
            (try? page.append(slice, to: &text)) != nil,
            let spelled = template.arguments(from: String(decoding: text, as: UTF8.self))
        else { return nil }
        return template.parameters.filter { list.arguments[$0] == nil }.compactMap { spelled[$0] }
    }
}

extension MethodCall {
    /// Whether it asks for a single row.
    fileprivate var isLookUp: Bool {
        method.verb == .select && !method.rows.isList && method.isRead
    }
}
