import TuneQLCatalog
import TuneQLRegistry
import TuneQLText

/// Descriptions by rule, from names alone; for what has no plain rule there are none.
enum Wording {
    private static let acronyms = ["iam": "IAM", "nas": "NAS", "rag": "RAG"]
    private static let singulars = ["corpora": "corpus", "indexes": "index", "series": "series"]

    /// What a method of a usual name does.
    static func description(of method: DiscoveryMethod) -> String? {
        guard let collection = method.collection.last, let one = singular(of: collection) else {
            return nil
        }
        let many = words(of: collection).joined(separator: " ")
        return switch method.name {
        case "list": "Lists \(many)."
        case "get": "Looks \(article(one)) up by its id."
        case "create": "Makes \(article(one))."
        case "patch", "update": "Changes \(article(one))."
        case "delete": "Deletes \(article(one)) by its id."
        case "cancel": "Asks \(article(one)) to stop."
        case "wait": "Waits for \(article(one)) to end, for a while."
        case "getIamPolicy": "Reads who may do what with \(article(one))."
        case "setIamPolicy": "Replaces who may do what with \(article(one))."
        case "testIamPermissions": "Tells what the caller may do with \(article(one))."
        default: nil
        }
    }

    /// `Id of the tuning job.` for `tuningJobsId`.
    static func description(ofPathParameter parameter: Parameter) -> String? {
        guard parameter.location == .path, parameter.name.hasSuffix("Id") else { return nil }
        return singular(of: String(parameter.name.dropLast(2))).map { "Id of the \($0)." }
    }

    /// The description of the parameter with the id of something new.
    static func newID(in collection: String) -> String? {
        collection.split(separator: ".").last.flatMap { singular(of: String($0)) }
            .map { "Id of the new \($0)." }
    }

    /// `tuning job` for `tuningJobs`; nil for a name that is no plural.
    private static func singular(of collection: String) -> String? {
        var words = words(of: collection)
        guard let last = words.popLast() else { return nil }
        if let singular = singulars[last] {
            words.append(singular)
        } else if last.hasSuffix("ies") {
            words.append(last.dropLast(3) + "y")
        } else if last.hasSuffix("s"), !last.hasSuffix("ss") {
            words.append(String(last.dropLast()))
        } else {
            return nil
        }
        return words.joined(separator: " ")
    }

    private static func words(of name: String) -> [String] {
        name.snakeCased.split(separator: "_").map { acronyms[String($0)] ?? String($0) }
    }

    private static func article(_ noun: String) -> String {
        ("aeioAEIO".contains(noun.prefix(1)) ? "an " : "a ") + noun
    }
}
