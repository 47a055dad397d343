/// Why a text is not CSV.
package struct CSVError: Error, Hashable {
    /// The line where it shows, from 1.
    package var line: Int
    package var reason: String
}
