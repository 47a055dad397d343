import TuneQLText

/// The language that values are written in.
package enum ValueLanguage: String, Sendable, Hashable {
    case json, yaml, jsonnet

    /// The language of a file: by its name, or else by how its text begins.
    package init(ofFile name: String, text: String) {
        let endings: [(String, ValueLanguage)] = [
            (".json", .json), (".yaml", .yaml), (".yml", .yaml), (".jsonnet", .jsonnet),
            (".libsonnet", .jsonnet),
        ]
        let lowercased = name.lowercased()
        if let known = endings.first(where: { lowercased.hasSuffix($0.0) }) {
            self = known.1
            return
        }
        let first = text.utf8.first { !$0.isBlank }
        self = first == UInt8(ascii: "{") || first == UInt8(ascii: "[") ? .json : .yaml
    }
}
