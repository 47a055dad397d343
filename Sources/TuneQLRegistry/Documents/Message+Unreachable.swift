import TuneQLCatalog

extension Message {
    private static let places: Set<String> = [
        "unreachable", "unreachables", "unreachableLocations", "unreachableInstancePartitions",
        "missingZones", "failedLocations", "failedLocation",
    ]

    /// Whether a member of this name lists places that did not respond, and never the rows.
    static func namesPlaces(_ member: String) -> Bool { places.contains(member) }

    /// The members of a page that name places which did not respond.
    var unreachableMembers: [String] { fields.map(\.name).filter(Self.namesPlaces) }
}
