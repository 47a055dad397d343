import Glibc
import TuneQLDeploy

/// The files of a stack: its manifest, and the queries of its resources.
struct StackFiles {
    let directory: String

    /// The manifest; the stack is named as the directory if it has no name.
    func manifest() throws -> StackManifest {
        let path = "\(directory)/stackql_manifest.yml"
        guard Files.isReadable(path) else {
            throw CommandError(
                "\(directory) has no stackql_manifest.yml, so it is not the directory of a stack"
            )
        }
        let text = try Files.text(of: path)
        return try StackManifest(yaml: Array(text.utf8), file: path, folder: directory)
    }

    /// The queries by the names of the resources.
    ///
    /// - Throws: ``StackError`` for a resource without its file.
    func queries(of manifest: StackManifest) throws -> [String: QueryFile] {
        var files: [String: QueryFile] = [:]
        for resource in manifest.resources where resource.kind != .script && resource.sql == nil {
            let path = "\(directory)/resources/\(resource.file ?? resource.name + ".iql")"
            guard Files.isReadable(path) else {
                throw StackError(
                    .stack,
                    "\(resource.name) has no file \(path)",
                    file: "\(directory)/stackql_manifest.yml",
                    line: resource.line
                )
            }
            files[resource.name] = try QueryFile(text: try Files.text(of: path), name: path)
        }
        return files
    }

    /// Writes the output file, and makes the directories on the way to it.
    func write(_ text: String, to path: String) throws(CommandError) {
        var parent = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/").dropLast() {
            parent += part + "/"
            mkdir(parent, 0o777)
        }
        guard let file = fopen(path, "w") else {
            throw CommandError("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
        let bytes = Array(text.utf8)
        let count = fwrite(bytes, 1, bytes.count, file)
        guard fclose(file) == 0, count == bytes.count else {
            throw CommandError("\(path) cannot be written: \(String(cString: strerror(errno)))")
        }
    }
}
