import Glibc
import TuneQL
import TuneQLCalls
import TuneQLCredentials
import TuneQLTransport

/// A place for a database file, which goes away with this object.
final class DatabaseFile {
    let path: String

    init() {
        var template = Array("/tmp/tuneql-test-XXXXXX".utf8CString)
        mkdtemp(&template)
        path =
            String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
            + "/test.db"
    }

    deinit {
        for suffix in ["", "-journal", "-wal", "-shm"] { unlink(path + suffix) }
        rmdir(String(path.dropLast("/test.db".count)))
    }

    /// Writes a text in the place of a database.
    func write(_ text: String) {
        let file = fopen(path, "w")
        fputs(text, file)
        fclose(file)
    }
}

extension World {
    /// A session of a process of its own over a database file.
    func session(in file: DatabaseFile) throws -> Session {
        let engine = try Engine(
            Engine.Configuration(transport: transport),
            client: APIClient(transport: transport, credentials: StaticCredentials.none)
        )
        return try engine.makeSession(database: file.path)
    }
}
