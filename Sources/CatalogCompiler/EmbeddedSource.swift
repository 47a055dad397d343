import TuneQLSQLite
import TuneQLText

/// The Swift source of an embedded catalog, as a single literal, which compiles fast.
enum EmbeddedSource {
    /// Each page of the image is encoded by itself, so that it can be decoded by itself.
    static func text(of image: [UInt8]) -> String {
        let starts = stride(from: 0, to: image.count, by: DatabasePages.pageSize)
        let pages = starts.map { Base64.encoded(Array(image[$0..<$0 + DatabasePages.pageSize])) }
        return """
            /// The compiled catalog: its pages as base64, one after another.
            enum EmbeddedCatalog {
                static let pages: StaticString = "\(pages.joined())"
            }

            """
    }
}
