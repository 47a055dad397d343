import TuneQLCatalog
import TuneQLText

extension Resource {
    /// The values of a parameter that documents tell: its default, and those with hosts of their own.
    ///
    /// - Parameter path: The parameter's name alone; a longer path has no known values.
    /// - Returns: The values, in the order of the methods.
    func knownValues(of path: [String]) -> [String] {
        guard path.count == 1, let name = path.first else { return [] }
        let values = methods.flatMap { method in
            method.parameters.filter { $0.name.isSameName(as: name) }.flatMap { parameter in
                let isHost = method.host.parameter == parameter.name
                return [parameter.defaultValue].compactMap(\.self)
                    + (isHost ? Array(method.host.exceptions.keys) : [])
            }
        }
        return Set(values).sorted()
    }
}
