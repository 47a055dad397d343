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
    ///   - path: The path of the method.
    init?(googleMessage message: String?, path: String) {
        guard let message, message.hasSuffix("Operation") else { return nil }
        let version = path.split(separator: "/").first ?? "v1"
        self.init(path: "/\(version)/{name}", doneMember: "done", errorMember: "error")
    }
}
