import Glibc
import TuneQLSQLite
import TuneQLScan

/// The error of a database file that another program has locked, with that program's name.
enum LockedDatabase {
    private static let help =
        "it must end its transaction first; --timeout SECONDS limits the wait"

    /// The error, which names the file, the programs that hold the lock, and what to do.
    static func error(_ path: String?) -> QueryError {
        var error = QueryError(.sql, description(path), help: help)
        error.detail = .lockedDatabase
        return error
    }

    /// `the database jobs.db is locked by sqlite3 (process 4711)`.
    static func description(_ path: String?) -> String {
        let name = path.map { "the database \($0)" } ?? "a database file"
        let holders = path.map(holders) ?? []
        guard !holders.isEmpty else { return "\(name) is locked by another program" }
        return "\(name) is locked by \(holders.joined(separator: " and "))"
    }

    /// The programs that hold an SQLite lock on a file; only those that write, if there are any.
    private static func holders(of path: String) -> [String] {
        let files = [path, path + "-shm"].compactMap(fileNumber)
        let locks = (try? FileAccess.text(of: "/proc/locks")) ?? ""
        let held = locks.split(separator: "\n").compactMap(Lock.init).filter {
            files.contains($0.file)
        }
        let writing = held.filter(\.isExclusive)
        let processes = (writing.isEmpty ? held : writing).map(\.process)
        return Set(processes).sorted().prefix(3).map(name)
    }

    private static func fileNumber(_ path: String) -> UInt64? {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
    }

    private static func name(of process: pid_t) -> String {
        guard process != getpid() else { return "another session of this program" }
        let name = (try? FileAccess.text(of: "/proc/\(process)/comm"))?.split(separator: "\n").first
        return name.map { "\($0) (process \(process))" } ?? "process \(process)"
    }

    /// A line of `/proc/locks`: `1: POSIX  ADVISORY  WRITE 4711 fe:01:271 1073741824 1073742335`.
    private struct Lock {
        let process: pid_t
        /// The number of the file's inode.
        let file: UInt64
        let isExclusive: Bool

        /// Fails for locks on bytes that SQLite does not lock, and for those merely waited for.
        init?(_ line: Substring) {
            let words = line.split(separator: " ")
            guard words.count == 8, words[1] == "POSIX", let process = pid_t(words[4]),
                process > 0, let file = words[5].split(separator: ":").last.flatMap({ UInt64($0) }),
                let start = Int64(words[6]), Self.isPlace(start)
            else { return nil }
            self.process = process
            self.file = file
            isExclusive = words[3] == "WRITE"
        }

        /// Whether SQLite locks a byte of a database, or of the `-shm` file beside one in WAL mode.
        private static func isPlace(_ start: Int64) -> Bool {
            (0x4000_0000..<0x4000_0200).contains(start) || (120..<129).contains(start)
        }
    }
}

extension QueryError {
    /// The error, reworded where SQLite's message says too little.
    func explained(_ engine: Engine, path: String?) -> QueryError {
        switch (code, detail) {
        case (.sql, .lockedDatabase):
            var error = LockedDatabase.error(path)
            error.range = range
            return error
        case (.sql, .largeValue):
            guard let limit = engine.maximumValueSize else { return self }
            var error = self
            error.message = "a value would be larger than \(limit >> 20) MB"
            error.help = "without --safe a value may be larger"
            return error
        default: return self
        }
    }
}
