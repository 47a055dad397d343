/// The reason why a workbook cannot be written.
package struct WorkbookError: Error, Sendable, Hashable, CustomStringConvertible {
    /// One sentence for the user.
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
