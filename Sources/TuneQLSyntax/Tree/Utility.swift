/// A statement about the session itself.
package enum Utility: Sendable {
    /// `PURGE`: empties the cache that saves requests.
    case purge
    case sleep(milliseconds: Int)
    /// `NATIVEQUERY '…'`: SQL for SQLite, as it is.
    case nativeQuery(String)
    /// `REGISTRY LIST [provider [version]]`.
    case registryList(Identifier?, version: Identifier?)
    /// `REGISTRY PULL provider [version]`.
    case registryPull(Identifier, version: Identifier?)
}
