import TuneQLText

extension Resource {
    /// The parameters in neither a column nor a row's name, which are NULL where no value is sent.
    package var unspelledParameters: [Parameter] {
        let spelled = Set(nameTemplate.map { NameTemplate($0).parameters } ?? [])
        return parameters.filter { parameter in
            !spelled.contains(parameter.name)
                && !columns.contains { $0.name.isSameName(as: parameter.name) }
        }
    }
}
