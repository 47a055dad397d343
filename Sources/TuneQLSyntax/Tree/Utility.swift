/// A statement about the session itself.
package enum Utility: Sendable {
    /// `PURGE`: forgets what is kept to save requests.
    case purge
    case sleep(milliseconds: Int)
    /// `NATIVEQUERY '…'`: SQL for SQLite, as it is.
    case nativeQuery(String)
    /// `REGISTRY LIST [provider]`.
    case registryList(Identifier?)
}
