/// The member with which a page says that rows are missing: `{"code": "UNREACHABLE", …}`.
package struct PageWarning: Sendable, Hashable {
    package var name: String
    /// Whether the page itself may have the member.
    package var isOfPage: Bool
    /// Whether each value of ``RowSource/Step/everyValue`` may have it.
    package var isOfScopes: Bool
    /// The codes that say nothing about missing rows.
    package var harmlessCodes: [String]

    package init(
        name: String,
        isOfPage: Bool = true,
        isOfScopes: Bool = true,
        harmlessCodes: [String] = []
    ) {
        self.name = name
        self.isOfPage = isOfPage
        self.isOfScopes = isOfScopes
        self.harmlessCodes = harmlessCodes
    }
}
