import TuneQLCatalog

extension OperationRule {
    /// The rule of Google's services, for a document in which no schema has the key.
    ///
    /// Documents of the registry declare no operations. Those made from Google's descriptions name
    /// the message `google.longrunning.Operation`, or another that ends in `Operation`; its path
    /// begins with the version that the method's path begins with.
    ///
    /// - Parameters:
    ///   - message: The name of the response's message.
    ///   - origin: The origin of the method's server; other providers' operations are not known.
    ///   - path: The path of the method.
    init?(googleMessage message: String?, at origin: String, path: String) {
        guard let message, message.hasSuffix("Operation"), origin.hasSuffix(".googleapis.com")
        else { return nil }
        let version = path.split(separator: "/").first ?? "v1"
        self.init(path: "/\(version)/{name}", doneMember: "done", errorMember: "error")
    }
}
