/// A view as the database keeps it.
struct StoredView {
    var name: String
    var isMaterialized: Bool
    /// The statement that created it.
    var definition: String
    /// The provider that USE had named then.
    var provider: String?
}
