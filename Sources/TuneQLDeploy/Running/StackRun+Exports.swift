import TuneQLJSON

/// Exports: the columns of one row become variables.
extension StackRun {
    /// Keeps the exports of a resource, from the row that a check brought or from its query.
    ///
    /// Where `isRequired`, it is an error that there is no row.
    mutating func export(
        _ prepared: Prepared,
        row known: JSONObject? = nil,
        isRequired: Bool = true
    ) async throws(StackError) {
        guard !prepared.resource.exports.isEmpty else { return }
        var row = known
        if row == nil, prepared.queries[.exports] != nil { row = try await self.row(of: prepared) }
        guard let row else {
            guard isRequired else { return }
            throw StackError(
                .statement,
                "the exports of \(prepared.resource.name) have no row",
                help: prepared.queries[.exports].map { "the query is\n\($0.text)" }
            )
        }
        try keep(row, of: prepared.resource)
    }

    /// Keeps the columns of a row as variables.
    mutating func keep(_ row: JSONObject, of resource: StackResource) throws(StackError) {
        for export in resource.exports {
            let value = row[export.column] ?? .string("")
            if row[export.column] == nil {
                tell(
                    .warning,
                    "warning: \(resource.name) exports \(export.column), which its row does not "
                        + "have; it has \(row.names.joined(separator: ", "))"
                )
            }
            if resource.protected.contains(export.name)
                || resource.protected.contains(export.column)
            {
                mask.add(value)
            }
            unknown[export.name] = nil
            variables.export(value, as: export.name)
            tell(.debug, "\(resource.name): \(export.name) is \(StackValue.text(value))")
        }
    }

    /// Notes that the exports of a resource are not known.
    mutating func forget(exportsOf resource: StackResource, because reason: String) {
        for export in resource.exports {
            unknown[export.name] = reason
            variables.export(.string("<\(export.name)>"), as: export.name)
        }
    }

    /// The reason why a query of the resource cannot be sent, if it reads exports that are unknown.
    func missing(for prepared: Prepared) -> String? {
        for (name, reason) in unknown.sorted(by: { $0.key < $1.key }) {
            let mark = "<\(name)>"
            if prepared.queries.values.contains(where: { $0.text.contains(mark) }) {
                return "needs \(name): \(reason)"
            }
        }
        return nil
    }

    /// Runs a program and keeps the members of the object that it prints.
    mutating func runProgram(_ resource: StackResource) async throws(StackError) {
        let all = try variables.variables(of: resource)
        for name in resource.protected { if let value = all[name] { mask.add(value) } }
        guard let run = resource.run else {
            throw StackError(
                .stack,
                "\(resource.name) is a script without run",
                line: resource.line
            )
        }
        let program = try StackTemplate(run, line: resource.line).text(all)
        if options.showsQueries || options.isDry {
            log.progress(mask.masked("\(resource.name) run:\n\(program)"))
        }
        guard !options.isDry else {
            return forget(exportsOf: resource, because: "a dry run starts no program")
        }
        let output = try await statements.output(of: program)
        guard !resource.exports.isEmpty else { return }
        guard let tree = try? JSONValue(parsing: output.trimmed), let row = tree.object else {
            throw StackError(
                .statement,
                "the program of \(resource.name) did not print a JSON object",
                help: "its exports are the members of one"
            )
        }
        for export in resource.exports where row[export.column] == nil {
            throw StackError(
                .statement,
                "the program of \(resource.name) did not print \(export.column)"
            )
        }
        try keep(row, of: resource)
    }

    /// The text of the output file: the manifest's exports in their order.
    func outputText(elapsed: Duration) throws(StackError) -> String {
        let all = variables.common
        var object = JSONObject()
        object["stack_name"] = .string(variables.stackName)
        object["stack_env"] = .string(variables.environment)
        for name in manifest.exports {
            guard let value = all[name] else {
                throw StackError(.stack, "the manifest exports \(name), which no resource exports")
            }
            object[name] = StackOutput.unpacked(value, mask)
        }
        object["elapsed_time"] = .string(StackOutput.clock(elapsed))
        return StackOutput.text(.object(object), indent: 0)
    }
}
