import TuneQLRegistry
import TuneQLTransport

/// Downloads the discovery documents of a server's list, a few at a time.
struct DiscoveryDownload {
    /// The URL of the list.
    let url: String
    let services: [String]
    let downloads: Downloads
    let progress: ProgressLine

    /// The documents that are under way at most; each has to fit into memory.
    private static let width = 8

    /// The result of a request: the document, nil when it has not changed, or the failure.
    private typealias Answer = (
        entry: DiscoveryDirectory.Entry, result: Result<HTTPResponse?, CommandError>
    )

    /// Brings the documents up to date.
    ///
    /// - Parameter documents: The directory of the documents.
    /// - Returns: A sentence for each document that could not be downloaded.
    /// - Throws: When there is no list, or nothing can be written.
    func update(_ documents: inout DownloadedDocuments) async throws -> [String] {
        progress.show("reading \(url)")
        let list = try await downloads.response(to: url).body
        let directory = try DiscoveryDirectory(list, from: url)
        let entries = try directory.entries(of: services)
        var failures = services.isEmpty ? directory.problems : []
        try await withThrowingTaskGroup(of: Answer.self) { group in
            var rest = entries[...]
            for entry in rest.prefix(Self.width) { start(entry, documents, &group) }
            rest = rest.dropFirst(Self.width)
            var count = 0
            while let answer = try await group.next() {
                count += 1
                progress.show("downloading, \(count) of \(entries.count): \(answer.entry.file)")
                if let failure = try store(answer, in: &documents) { failures.append(failure) }
                if let next = rest.popFirst() { start(next, documents, &group) }
            }
        }
        try documents.finish(directory.entries)
        return failures
    }

    private func start(
        _ entry: DiscoveryDirectory.Entry,
        _ documents: DownloadedDocuments,
        _ group: inout ThrowingTaskGroup<Answer, any Error>
    ) {
        let tag = documents.tag(of: entry)
        group.addTask { [downloads] in
            do throws(CommandError) {
                let response = try await downloads.response(to: entry.url, tag: tag)
                return (entry, .success(response.status == 304 ? nil : response))
            } catch {
                return (entry, .failure(error))
            }
        }
    }

    /// Keeps a document; returns the reason why it could not be had.
    private func store(
        _ answer: Answer,
        in documents: inout DownloadedDocuments
    ) throws -> String? {
        let failure: String
        switch answer.result {
        case .success(nil): return nil
        case .success(let response?):
            do throws(InstallationError) {
                let tag = response.headers["ETag"]
                try documents.store(response.body, tag: tag, for: answer.entry)
                return nil
            } catch {
                failure = "\(RedactedURL.text(answer.entry.url)) is not used: \(error.message)"
            }
        case .failure(let error): failure = error.description
        }
        guard documents.has(answer.entry) else { return failure }
        return "\(failure); the document of an earlier import is used"
    }
}
