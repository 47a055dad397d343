import CEdit
import Glibc
import TuneQLTransport

/// The statements entered before, in this shell and in others that share its file.
///
/// Each is appended to the file at once under a lock, so that none is lost; what other shells
/// have appended is read before the next line.
@MainActor
final class History {
    private let path: String?
    private let limit: Int
    /// The file as it was read last; nil before the first time.
    private var known: FileVersion?
    private var count = 0
    private(set) var last: String?

    /// Prepares for a file; nil keeps entries in memory alone.
    init(path: String?, limit: Int = 10_000) {
        (self.path, self.limit) = (path, limit)
        using_history()
        stifle_history(Int32(limit))
        refresh()
    }

    /// Reads what has been added to the file since the last time.
    func refresh() {
        guard let path, known != FileVersion(path: path), access(path, F_OK) == 0,
            let file = SharedFile(path: path)
        else { return }
        read(file)
    }

    /// Adds a statement, without secrets, unless it starts with a blank or repeats the last one.
    func add(_ entry: String) {
        guard let first = entry.first, !first.isWhitespace else { return }
        let entry = Redactor.shared.redact(entry)
        if let path, let file = SharedFile(path: path) {
            if known != file.version { read(file) }
            guard entry != last else { return }
            append(entry, to: file)
        }
        guard entry != last else { return }
        remember(entry)
    }

    private func read(_ file: borrowing SharedFile) {
        let version = file.version
        if let known, known.inode == version.inode, known.size <= version.size, known.size > 0 {
            let header = Array((HistoryText.header + "\n").utf8)
            for entry in HistoryText.entries(of: header + file.bytes(from: known.size)) {
                remember(entry)
            }
        } else {
            clear_history()
            count = 0
            for entry in HistoryText.entries(of: file.bytes()) { remember(entry) }
        }
        known = version
    }

    private func append(_ entry: String, to file: borrowing SharedFile) {
        let contents = file.bytes()
        let header = Array(HistoryText.header.utf8) + [0x0A]
        let line = HistoryText.line(of: entry) + [0x0A]
        let isEncoded = contents.starts(with: header)
        if contents.isEmpty {
            file.append(header + line)
        } else if isEncoded, count < limit {
            file.append((contents.last == 0x0A ? [] : [0x0A]) + line)
        } else {
            let kept = HistoryText.entries(of: contents).suffix(limit - 1)
            file.replace(with: header + kept.flatMap { HistoryText.line(of: $0) + [0x0A] } + line)
            count = kept.count
        }
        known = FileVersion(path: file.path)
    }

    private func remember(_ entry: String) {
        add_history(entry)
        last = entry
        count += 1
    }
}
