import TuneQLText

/// The Swift source of an embedded catalog, as a single literal, which compiles fast.
enum EmbeddedSource {
    static func text(of image: [UInt8]) -> String {
        """
        /// The compiled catalog as base64.
        enum EmbeddedCatalog {
            static let text: StaticString = "\(Base64.encoded(image))"
        }

        """
    }
}
