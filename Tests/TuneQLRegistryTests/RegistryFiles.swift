import Glibc
import ProgramSupport
import Testing

/// A registry for a test: two providers, of which `acme` has two services.
struct RegistryFiles {
    /// The bytes of the documents, by their paths from the root.
    var files: [String: [UInt8]] = [:]

    static let provider = "acme/v1/provider.yaml"
    static let jobs = "acme/v1/services/jobs.yaml"

    init() throws {
        let jobs = try Acme.text()
        self[Self.provider] = Self.provider(of: "acme", services: ["jobs", "fine"])
        self["other/v1/provider.yaml"] = Self.provider(of: "other", services: ["only"])
        self[Self.jobs] = jobs
        self["acme/v1/services/fine.yaml"] = jobs
        self["other/v1/services/only.yaml"] = jobs
    }

    /// The text of a `provider.yaml`.
    static func provider(of name: String, services: [String]) -> String {
        let entries = services.map { service in
            """
              \(service):
                id: \(service):v1
                title: The service \(service)
                service:
                  $ref: \(name)/v1/services/\(service).yaml

            """
        }
        return "id: \(name)\nname: \(name)\nversion: v1\nproviderServices:\n" + entries.joined()
    }

    /// The text of a document.
    subscript(path: String) -> String? {
        get { files[path].map { String(decoding: $0, as: UTF8.self) } }
        set { files[path] = newValue.map { Array($0.utf8) } }
    }

    /// Replaces a part of a document, which must occur in it.
    mutating func replace(_ old: String, in path: String, with new: String) throws {
        let text = try #require(self[path])
        try #require(text.contains(old), "\(path) does not hold '\(old)'")
        self[path] = text.replacing(old, with: new)
    }

    /// Writes all documents below a directory.
    func write(to root: String) throws {
        for (path, bytes) in files { try Self.write(bytes, to: "\(root)/\(path)") }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        let parts = path.split(separator: "/")
        for count in 1..<parts.count {
            mkdir("/" + parts.prefix(count).joined(separator: "/"), 0o700)
        }
        let file = try #require(fopen(path, "wb"))
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    /// The names in a directory, hidden ones included.
    static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }
}
