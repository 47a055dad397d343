import Glibc

/// Commands that read files of statements.
extension Shell {
    private static let maximumDepth = 16

    /// Runs `init.iql`, or the file that `--init` names.
    func runInitFile() async throws -> Flow {
        guard !options.skipsInit else { return .next }
        if let file = options.initFile { return try await read(file) }
        guard let folder = UserDirectory.configuration.path else { return .next }
        let file = folder + "/init.iql"
        return access(file, F_OK) == 0 ? try await read(file) : .next
    }

    func performRead(_ arguments: [String]) async throws -> Flow {
        guard let file = arguments.first else {
            throw MetaError("the name of a file is missing", help: ".read FILE")
        }
        guard places.count < Self.maximumDepth else {
            throw MetaError("files are read by files more than \(Self.maximumDepth) deep")
        }
        return try await read(path(of: file))
    }

    private func read(_ file: String) async throws -> Flow {
        let text: String
        do throws(CommandError) {
            text = try Files.text(of: file)
        } catch {
            return fail(MetaError(error.description))
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        if lines.last == "" { lines.removeLast() }
        let outer = entered
        entered = EnteredText()
        places.append(ScriptPlace(file: file))
        defer {
            places.removeLast()
            entered = outer
        }
        let flow = try await run {
            guard let line = lines.popFirst() else { return .end }
            return .text(String(line.hasSuffix("\r") ? line.dropLast() : line))
        }
        return flow == .stop ? outcomeOfStopped : flow
    }

    /// A file that reads another ends with it where errors end files.
    private var outcomeOfStopped: Flow { places.count > 1 && bails ? .stop : .next }
}
