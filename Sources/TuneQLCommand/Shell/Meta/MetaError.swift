/// A mistake in a command to the shell, in the user's words.
struct MetaError: Error {
    var message: String
    var help: String?

    init(_ message: String, help: String? = nil) {
        (self.message, self.help) = (message, help)
    }

    /// The message as it is printed, after the place in a file.
    func report(at place: String?) -> String {
        (place.map { "\($0): " } ?? "") + "error: \(message)" + (help.map { "\nhelp: \($0)" } ?? "")
    }
}
