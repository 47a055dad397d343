import TuneQLCatalog

extension HostRule {
    /// The hosts of a document: those of locations where it lists some, else its root.
    ///
    /// Only hosts of the form `LOCATION-NAME.googleapis.com` serve all of an API. Where there are
    /// some, locations that the document does not list have one, too; `global` has the root.
    init(of document: DiscoveryDocument) {
        let origin = document.origin
        let name = document.identity.name
        let hosts = document.endpoints.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        guard hosts.contains(where: { $0.hasSuffix("-\(name).googleapis.com") }) else {
            self.init(otherwise: origin, fallback: origin)
            return
        }
        var exceptions = ["global": origin]
        for location in ["us", "eu"] where hosts.contains(Self.regional(name, location)) {
            exceptions[location] = Self.regional(name, "{locationsId}")
        }
        self.init(
            parameter: "locationsId",
            exceptions: exceptions,
            otherwise: "https://{locationsId}-\(name).googleapis.com",
            fallback: origin
        )
    }

    private static func regional(_ name: String, _ location: String) -> String {
        "https://\(name).\(location).rep.googleapis.com"
    }
}
