package import TuneQLCatalog
import TuneQLSQLite

extension Catalog {
    /// The catalog of the documents that TuneQL ships, opened at its first look-up.
    ///
    /// Its pages stay encoded in the program; each is decoded when SQLite reads it.
    package static let embedded = Catalog(.pages(.encoded(EmbeddedCatalog.pages)))
}
