import TuneQLCatalog

extension Method {
    /// Makes the members of the body parameters of a SELECT, as far as they have names of their own.
    ///
    /// A list that is read by POST has its filter in the body: a statement can give it no otherwise.
    ///
    /// - Parameter message: The message of the body; nil when it is not known.
    mutating func addBodyParameters(of message: Message?) {
        guard verb == .select, bodyMember == nil, let message else { return }
        let position = pagination?.positionParameter
        let taken = Set(parameters.map { $0.name.lowercased() })
        for field in message.fields
        where !field.isOutputOnly && field.name != position
            && !taken.contains(field.name.lowercased())
        {
            parameters.append(
                Parameter(
                    name: field.name,
                    location: .body,
                    isRequired: false,
                    type: field.type,
                    description: field.description
                )
            )
        }
    }
}
