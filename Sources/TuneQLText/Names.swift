// SQLite's comparison of names: ASCII letters without regard to case, all other characters as they are.

extension String {
    /// The name in lower case, for ASCII letters alone.
    package var asciiLowercased: String {
        String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self)
    }

    /// Whether both spell the same name, as SQLite compares names.
    package func isSameName(as other: String) -> Bool {
        utf8.elementsEqual(other.utf8) { $0.asciiLowercased == $1.asciiLowercased }
    }
}
