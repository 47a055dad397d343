/// The column of a row's name, and the pattern of that name with the parameters of a look-up.
package struct RowName: Sendable, Hashable {
    package var column: String
    /// The pattern, such as `projects/{projectsId}/locations/{locationsId}`.
    package var template: String

    package init(column: String, template: String) {
        self.column = column
        self.template = template
    }
}
