import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLCatalogData

/// What tests read of the project.
enum Project {
    static func text(of path: String) throws -> String {
        try #require(ProjectFiles.text(path), "\(path) cannot be opened")
    }

    static func tuningJobs() throws -> Resource {
        let catalog = Catalog.embedded
        let found = try catalog.resource(
            provider: "google",
            service: "aiplatform",
            name: "tuning_jobs"
        )
        return try #require(found)
    }
}
