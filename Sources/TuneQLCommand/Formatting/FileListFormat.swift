import ArgumentParser
import TuneQLJSON

/// The form of a list of files.
enum FileListFormat: String, WordChoice {
    /// A name a line.
    case text
    /// An array of names.
    case json

    /// Names in this form.
    func text(_ names: [String]) -> String {
        switch self {
        case .text: names.joined(separator: "\n")
        case .json: JSONValue.array(names.map { .string($0) }).text
        }
    }
}
