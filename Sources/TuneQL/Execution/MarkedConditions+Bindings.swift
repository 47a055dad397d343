import TuneQLSQLite
import TuneQLScan

extension MarkedConditions {
    /// The conditions of a statement with these values of its variables.
    convenience init(on connection: Connection, _ bindings: Bindings) {
        self.init(on: connection, numberedVariables: bindings.positional.count) {
            bindings.value(forVariable: $0, at: $1)?.stored
        }
    }
}
