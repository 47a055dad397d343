/// An overlay describes something that the document does not have.
package struct OverlayError: Error, CustomStringConvertible {
    /// The names of the members that lead to it.
    var path: [String]

    package var description: String {
        "the overlay has '\(path.joined(separator: "' > '"))', which the service does not have"
    }
}
