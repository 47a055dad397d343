package import TuneQLCatalog
import TuneQLText

extension Catalog {
    /// The catalog of the documents that TuneQL ships, opened once.
    package static func embedded() throws(CatalogError) -> Catalog {
        try shared.get()
    }

    private static let shared = Result { () throws(CatalogError) in
        guard let image = Base64.decoded(EmbeddedCatalog.text) else {
            throw .damaged("the embedded text")
        }
        return try Catalog(image: image)
    }
}
