import Glibc

/// The characters that the user's terminal and files can show, as the locale says.
enum CharacterSet {
    /// Whether the locale is one of UTF-8; without any it is ASCII.
    static var isUnicode: Bool {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].map { (name: String) in
            getenv(name).map { String(cString: $0).lowercased() } ?? ""
        }
        guard let name = names.first(where: { !$0.isEmpty }) else { return false }
        return name.contains("utf-8") || name.contains("utf8")
    }
}
