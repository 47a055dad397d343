extension Resource {
    /// The parameters that rows do not tell, neither in a column nor in their names: they are NULL
    /// where nothing is sent.
    package var unspelledParameters: [Parameter] {
        let spelled = Set(nameTemplate.map { NameTemplate($0).parameters } ?? [])
        return parameters.filter { parameter in
            !spelled.contains(parameter.name)
                && !columns.contains { $0.name.lowercased() == parameter.name.lowercased() }
        }
    }
}
