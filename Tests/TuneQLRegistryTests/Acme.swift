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

    /// The document with a part of its text replaced, as it is read.
    static func reading(
        replacing old: String = "",
        with new: String = ""
    ) throws -> ServiceReader.Reading {
        var text = try text()
        if !old.isEmpty {
            try #require(text.contains(old), "the document does not hold '\(old)'")
            text = text.replacing(old, with: new)
        }
        return try reading(of: text)
    }

    static func reading(of text: String) throws -> ServiceReader.Reading {
        try ServiceReader.reading(
            of: Service(provider: "acme", name: "jobs", version: "v1"),
            document: Array(text.utf8),
            named: "services/jobs.yaml"
        )
    }

    static func contents(
        replacing old: String = "",
        with new: String = ""
    ) throws -> ServiceContents {
        try reading(replacing: old, with: new).contents
    }

    /// The first problem of the document with a part of its text replaced.
    static func problem(
        replacing old: String,
        with new: String
    ) throws -> DocumentProblem {
        try #require(try reading(replacing: old, with: new).problems.first)
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
