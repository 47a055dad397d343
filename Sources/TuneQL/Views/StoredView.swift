/// A view as the database stores it.
struct StoredView {
    var name: String
    var isMaterialized: Bool
    /// The statement that created it.
    var definition: String
    /// The provider that USE had set at that time.
    var provider: String?
}
