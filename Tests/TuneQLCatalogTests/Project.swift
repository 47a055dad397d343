import Testing
import TuneQLCatalog
import TuneQLCatalogData

#if canImport(Glibc)
    import Glibc
#endif

/// Places and texts of the project that tests read.
enum Project {
    private static let tests = #filePath.split(separator: "/").dropLast().map(String.init)

    static let root = "/" + tests.dropLast(2).joined(separator: "/")
    static let resources = "/" + (tests + ["Resources"]).joined(separator: "/")
    static let registry = resources + "/registry"

    static func text(of path: String) throws -> String {
        let file = try #require(fopen(path, "rb"), "\(path) cannot be opened")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { break }
            bytes.append(contentsOf: chunk.prefix(count))
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func tuningJobs() throws -> Resource {
        let catalog = try Catalog.embedded()
        let found = try catalog.resource(
            provider: "google",
            service: "aiplatform",
            name: "tuning_jobs"
        )
        return try #require(found)
    }
}

/// The example service, with a part of its text replaced.
enum Acme {
    static func text() throws -> String {
        try Project.text(of: Project.registry + "/src/acme/v24.10.00001/services/jobs.yaml")
    }

    static func contents(
        replacing old: String = "",
        with new: String = ""
    ) throws -> DocumentTree.ServiceContents {
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
