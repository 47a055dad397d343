import Glibc
import Synchronization
import TuneQLJSON

/// A file of exchanges for its owner alone: one JSON object per line, each written at once.
final class RecordingFile: Sendable {
    /// The member of the first line that identifies the file; its value is the format's version.
    static let mark = "tuneqlRecording"
    /// Version 2 records which statement made a request, and includes cancelled exchanges.
    ///
    /// Files of version 1 are read.
    static let version = 2

    private let path: String
    private let descriptor: Int32
    private let hasFailed = Mutex(false)

    /// Starts a recording; earlier content of the file is lost.
    init(_ path: String) throws(RecordingError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw RecordingError("\(path) cannot be written: \(FileBytes.systemMessage(errno))")
        }
        // An existing file might have been readable by others.
        var status = stat()
        if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
            fchmod(descriptor, 0o600)
        }
        if let problem = append([Self.mark: .number("\(Self.version)")]) {
            throw RecordingError(problem)
        }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// Appends a line; returns a message the first time that writing fails.
    ///
    /// Nothing more is written after that: a reader could not notice a gap.
    func append(_ value: JSONValue) -> String? {
        let line = value.bytes + [0x0A]
        return hasFailed.withLock { hasFailed in
            guard !hasFailed, let problem = write(line) else { return nil }
            hasFailed = true
            return "the recording \(path) ends here: \(problem)"
        }
    }

    private func write(_ bytes: [UInt8]) -> String? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return FileBytes.systemMessage(errno) }
            rest = rest.dropFirst(count)
        }
        return nil
    }
}

extension RecordingFile {
    /// The exchanges of a recording, in the order in which they ended.
    ///
    /// A last line without its end was cut off when the program ended; it is ignored.
    static func exchanges(of path: String) throws(RecordingError) -> [RecordedExchange] {
        let bytes: [UInt8]
        do {
            bytes = try FileBytes.read(path, maximumSize: 4 << 30, startingWith: UInt8(ascii: "{"))
        } catch {
            throw RecordingError("\(path) cannot be read: \(error.message)")
        }
        guard let end = bytes.lastIndex(of: 0x0A) else {
            throw RecordingError("\(path) is not a recording")
        }
        var exchanges: [RecordedExchange] = []
        for (index, line) in bytes[..<end].split(separator: 0x0A).enumerated() {
            let value = try? JSONValue(parsing: Array(line))
            if index == 0 {
                try check(value, path)
            } else if let exchange = value.flatMap(RecordedExchange.init) {
                exchanges.append(exchange)
            } else {
                throw RecordingError("\(path):\(index + 1): this is not an exchange")
            }
        }
        return exchanges
    }

    private static func check(_ header: JSONValue?, _ path: String) throws(RecordingError) {
        guard let version = header?[mark]?.integer else {
            throw RecordingError("\(path) is not a recording")
        }
        guard version <= Self.version else {
            throw RecordingError("\(path) was recorded by a newer version of tuneql")
        }
    }
}
