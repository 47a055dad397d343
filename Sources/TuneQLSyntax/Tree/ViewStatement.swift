/// Creates, refreshes or drops a view.
package struct ViewStatement: Sendable {
    package enum Action: Sendable {
        case create(Query)
        case refresh
        case drop
    }

    package var action: Action
    package var isMaterialized = false
    package var isTemporary = false
    /// `CREATE OR REPLACE`.
    package var replaces = false
    /// `IF NOT EXISTS` or `IF EXISTS`.
    package var isConditional = false
    package var path: [Identifier] = []
    package var columns: [Identifier] = []
}

extension ViewStatement {
    /// The words before the name, in upper case.
    package var keyword: String {
        let verb =
            switch action {
            case .create: "CREATE"
            case .refresh: "REFRESH"
            case .drop: "DROP"
            }
        return verb + (isMaterialized ? " MATERIALIZED VIEW" : " VIEW")
    }
}
