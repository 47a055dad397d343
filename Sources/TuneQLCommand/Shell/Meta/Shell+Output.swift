import TuneQLRendering
import TuneQLText

/// Commands that change how results look and where they go.
extension Shell {
    func performMode(_ arguments: [String]) throws(MetaError) {
        let names = OutputFormat.allCases.map(\.rawValue)
        guard let name = arguments.first else {
            let mode = runner.output.settings.format?.rawValue ?? "the usual one of the destination"
            printMessage("mode is \(mode); there are \(names.joined(separator: ", "))")
            return
        }
        guard let format = Self.format(name.lowercased()) else {
            throw MetaError(
                "there is no format '\(name)'",
                help: Suggestion.nearest(to: name, among: names).map { "did you mean \($0)?" }
                    ?? "choose " + names.joined(separator: ", ")
            )
        }
        runner.output.settings.format = format
        if arguments.count > 1 { runner.output.settings.tableName = arguments[1] }
    }

    /// A format by its name or by the one that psql, sqlite3 and duckdb have for it.
    private static func format(_ name: String) -> OutputFormat? {
        let others = [
            "column": "table", "aligned": "table", "tabs": "tsv", "jsonlines": "jsonl",
            "ndjson": "jsonl", "duckbox": "box", "qbox": "box", "unaligned": "list",
        ]
        return OutputFormat(rawValue: others[name] ?? name)
    }

    func performHeaders(_ arguments: [String]) throws(MetaError) {
        let isOn = try Toggle.value(
            arguments,
            of: "headers",
            now: !runner.output.settings.hidesHeaders
        )
        runner.output.settings.hidesHeaders = !isOn
        printMessage("headers are \(isOn ? "on" : "off")")
    }

    func performOutput(_ arguments: [String]) throws(MetaError) {
        let file = arguments.first == "stdout" ? nil : arguments.first
        do {
            if let file { try Self.check(path(of: file)) }
            try runner.output.direct(to: file.map(path(of:)))
        } catch let error as CommandError {
            throw MetaError(error.description)
        } catch {
            throw MetaError("\(error)")
        }
    }

    /// Changes the look of results: expanded, nullvalue, width, pager.
    func performLook(_ command: MetaCommand, _ arguments: [String]) throws(MetaError) {
        switch command.action {
        case .expanded:
            let choice = try Toggle.choice(
                arguments,
                of: "expanded",
                now: runner.output.settings.expansion
            )
            runner.output.settings.expansion = choice
            printMessage("expanded is \(choice.rawValue)")
        case .pager:
            let choice = try Toggle.choice(
                arguments,
                of: "pager",
                now: runner.output.settings.pager
            )
            runner.output.settings.pager = choice
            printMessage("pager is \(choice.rawValue)")
        case .nullValue:
            runner.output.settings.nullText = arguments.isEmpty ? nil : arguments[0]
        default: runner.output.settings.widths = try Self.widths(arguments)
        }
    }

    private static func widths(_ arguments: [String]) throws(MetaError) -> [Int] {
        var widths: [Int] = []
        for argument in arguments {
            guard let width = Int(argument), (0...10_000).contains(width) else {
                throw MetaError("a width is a number of columns, not '\(argument)'")
            }
            widths.append(width)
        }
        return widths
    }

    /// Draws the result of a statement.
    func performChart(_ line: MetaLine) async throws -> Flow {
        let kind = line.words.first.flatMap { ChartKind(rawValue: $0.lowercased()) }
        let rest = kind == nil ? line.rest : line.rest.dropFirst(line.words[0].count).trimmed
        guard let statement = rest.isEmpty ? last : rest else {
            throw MetaError("no statement has been run yet", help: ".chart SELECT …")
        }
        let settings = runner.output.settings
        defer { runner.output.settings = settings }
        runner.output.settings.format = .chart
        runner.output.settings.chart = kind
        return try await run(statement, nil)
    }

    /// Writes the next result to a file.
    func redirect(to path: String) throws(MetaError) {
        try checkFiles()
        do throws(CommandError) {
            try Self.check(path)
            try runner.output.directOnce(to: path)
        } catch {
            throw MetaError(error.description)
        }
    }

    /// Refuses to overwrite a script: it was probably meant to be run.
    private static func check(_ path: String) throws(CommandError) {
        guard Files.isNamedAsScript(path), Files.isScript(path) else { return }
        throw CommandError(
            "\(path) contains statements, which would be lost\nhelp: .read runs them"
        )
    }

    /// The settings of output, for `.show`.
    var outputSettings: [(String, String?)] {
        let settings = runner.output.settings
        return [
            (".expanded", settings.expansion.rawValue),
            (".headers", settings.hidesHeaders ? "off" : "on"),
            (".mode", settings.format?.rawValue),
            (".nullvalue", settings.nullText),
            (".pager", settings.pager.rawValue),
            (".width", settings.widths.map(String.init).joined(separator: " ")),
        ]
    }
}

extension OutputSettings {
    /// Chooses a line for each value.
    mutating func expand() {
        format = .line
    }
}
