import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

/// The example service, with a part of its text replaced.
enum Acme {
    /// The path of its registry in the project.
    static let registry = "Tests/TuneQLRegistryTests/Resources/registry"

    static func text() throws -> String {
        let path = registry + "/src/acme/v24.10.00001/services/jobs.yaml"
        return try #require(ProjectFiles.text(path), "\(path) cannot be opened")
    }

    static func contents(
        replacing old: String = "",
        with new: String = ""
    ) throws -> ServiceContents {
        var text = try text()
        if !old.isEmpty {
            try #require(text.contains(old), "the document does not hold '\(old)'")
            text = text.replacing(old, with: new)
        }
        let service = Service(provider: "acme", name: "jobs", version: "v1")
        return try DocumentTree.contents(
            of: service,
            document: Array(text.utf8),
            named: "services/jobs.yaml"
        )
    }

    static func jobs(replacing old: String = "", with new: String = "") throws -> Resource {
        try #require(try contents(replacing: old, with: new).resources.first)
    }

    static func method(
        _ name: String,
        replacing old: String = "",
        with new: String = ""
    ) throws -> Method {
        let jobs = try jobs(replacing: old, with: new)
        return try #require(jobs.methods.first { $0.name == name })
    }
}
