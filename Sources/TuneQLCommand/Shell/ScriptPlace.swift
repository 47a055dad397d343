/// A file whose lines are being run.
struct ScriptPlace {
    /// The file's name in messages.
    var name: String
    /// The folder that names of other files are relative to; nil for stdin.
    var folder: String?

    /// The place of a file.
    init(file: String) {
        name = file
        folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? "."
    }

    private init(name: String) {
        self.name = name
    }

    static let standardInput = ScriptPlace(name: "stdin")

    /// The path of a file that is named here.
    func path(of file: String) -> String {
        guard let folder, folder != ".", !file.hasPrefix("/") else { return file }
        return "\(folder)/\(file)"
    }
}
