import TuneQLCatalog
import TuneQLJSON

/// The states in which rows of a resource end, and which of them are good.
///
/// `x-tuneql-terminalStates` is a mapping with the `column` and the `values`, perhaps the column of the
/// `error`; `x-tuneql-successStates` lists the good ones. An operation may have other good ones.
struct EndStates {
    var column: String?
    /// The column that tells why a row did not end well.
    var errorColumn: String?
    var all: [String] = []
    /// Nil when the document doesn't say which are good.
    var success: [String]?

    private static let key = "x-tuneql-terminalStates"
    private static let successKey = "x-tuneql-successStates"

    /// Reads the keys of a resource, whose methods have been read.
    init(
        _ resource: JSONValue,
        methods: [Method],
        at place: DocumentPlace
    ) throws(DocumentError) {
        if let tree = resource[Self.key] {
            column = tree["column"]?.string
            errorColumn = tree["error"]?.string
            all = try place.texts("values", of: tree)
        }
        success = try Self.success(of: resource, at: place)
        for states in [success] + methods.map(\.successStates) {
            for state in states ?? [] where !all.contains(state) {
                throw place.error(.unknownState(state))
            }
        }
    }

    /// The good end states that a resource or an operation names; nil for none.
    static func success(
        of tree: JSONValue,
        at place: DocumentPlace
    ) throws(DocumentError) -> [String]? {
        tree[successKey] == nil ? nil : try place.texts(successKey, of: tree)
    }
}
