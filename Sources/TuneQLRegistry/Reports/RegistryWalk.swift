import TuneQLCatalog
import TuneQLYAML

/// Goes through the documents of a registry, one service at a time, and reports on them.
struct RegistryWalk {
    /// What became of a service's documents.
    enum Outcome {
        case read(ServiceReader.Reading)
        /// The service is left out, with the documents that were read for it.
        case leftOut(DocumentProblem, [DocumentStamp])
    }

    let folder: RegistryFolder
    /// Whether the stamps of documents are recorded.
    let areStamped: Bool
    private(set) var report = RegistryReport()
    private var places: [String: Int] = [:]

    init(_ folder: RegistryFolder, areStamped: Bool = false) {
        self.folder = folder
        self.areStamped = areStamped
    }

    /// Reads the `provider.yaml` of every provider; those that cannot be read are problems.
    mutating func providers() -> [ProviderReader] {
        var readers: [ProviderReader] = []
        for directory in folder.providers {
            do throws(DocumentError) {
                readers.append(try provider(directory))
            } catch {
                let name = directory.directory.split(separator: "/").first.map(String.init) ?? ""
                report.problems.append(DocumentProblem(provider: name, error: error))
                report.providers.append(
                    RegistryReport.Provider(
                        name: name,
                        version: "",
                        directory: directory.directory,
                        isReadable: false
                    )
                )
            }
        }
        return readers
    }

    private mutating func provider(
        _ directory: RegistryFolder.Provider
    ) throws(DocumentError) -> ProviderReader {
        let reader = try ProviderReader(directory, in: folder, areStamped: areStamped)
        let provider = reader.document.provider
        guard places[provider.name.lowercased()] == nil else {
            throw DocumentError(
                .duplicate("the provider '\(provider.name)'"),
                document: directory.document
            )
        }
        places[provider.name.lowercased()] = report.providers.count
        report.problems += reader.document.problems
        report.providers.append(
            RegistryReport.Provider(
                name: provider.name,
                version: provider.version,
                directory: directory.directory
            )
        )
        return reader
    }

    /// Reads one service.
    mutating func read(
        _ entry: ProviderDocument.Entry,
        by reader: ProviderReader
    ) -> Outcome {
        let texts = ServiceTexts(
            of: entry.service,
            in: folder,
            reader.directory,
            areStamped: areStamped
        )
        do throws(DocumentError) {
            let reading = try reader.reading(of: entry, from: texts)
            add(reading)
            return .read(reading)
        } catch {
            return .leftOut(add(error, of: entry), texts.stamps)
        }
    }

    /// Adds the counts and problems of a service.
    private mutating func add(_ reading: ServiceReader.Reading) {
        report.problems += reading.problems
        guard let place = places[reading.contents.service.provider.lowercased()] else { return }
        report.providers[place].add(reading.contents)
    }

    /// Adds a service that is left out, with the line where that is known.
    private mutating func add(
        _ error: DocumentError,
        of entry: ProviderDocument.Entry
    ) -> DocumentProblem {
        var problem = DocumentProblem(
            provider: entry.service.provider,
            service: entry.service.name,
            error: error
        )
        if case .syntax(let line, _) = error.reason {
            problem.line = line
        } else if let bytes = try? folder.contents(of: error.document) {
            problem.line = LineFinder.lines(of: [error.pointer], in: bytes).first ?? nil
        }
        report.problems.append(problem)
        return problem
    }
}
