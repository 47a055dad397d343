import TuneQLCatalog
import TuneQLJSON

/// The terminal states of a resource's rows, and the success states among them.
///
/// `x-tuneql-terminalStates` is a mapping with the `column` and the `values`, perhaps the column of
/// the `error`; `x-tuneql-successStates` lists the success states. An operation may have others.
struct EndStates {
    var column: String?
    /// The column that holds the reason for a failure.
    var errorColumn: String?
    var all: [String] = []
    /// Nil when the document names none.
    var success: [String]?

    private static let key = "x-tuneql-terminalStates"
    private static let successKey = "x-tuneql-successStates"

    /// Reads the keys of a resource, whose methods have been read.
    init(
        _ resource: JSONValue,
        methods: [Method],
        at position: DocumentPosition
    ) throws(DocumentError) {
        if let tree = resource[Self.key] {
            column = tree["column"]?.string
            errorColumn = tree["error"]?.string
            all = try position.texts("values", of: tree)
        }
        success = try Self.success(of: resource, at: position)
        for states in [success] + methods.map(\.successStates) {
            for state in states ?? [] where !all.contains(state) {
                throw position.error(.unknownState(state))
            }
        }
    }

    /// The success states that a resource or an operation names; nil for none.
    static func success(
        of tree: JSONValue,
        at position: DocumentPosition
    ) throws(DocumentError) -> [String]? {
        tree[successKey] == nil ? nil : try position.texts(successKey, of: tree)
    }
}
