/// The error for a text that is not CSV.
package struct CSVError: Error, Hashable {
    /// The line of the mistake, from 1.
    package var line: Int
    /// The mistake in a few words.
    package var reason: String
}
