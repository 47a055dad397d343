import TuneQLJSON

/// The projects and locations that exist.
struct Places: Sendable {
    let projects: [String]
    let locations: [String]
    /// One for each location of each project.
    let all: [JobCollection.Place]
    private let projectIndexes: [String: Int]
    private let locationIndexes: [String: Int]

    init(_ configuration: Emulator.Configuration) {
        projects = configuration.projects
        locations = configuration.locations
        var indexes: [String: Int] = [:]
        var all: [JobCollection.Place] = []
        for (row, project) in projects.enumerated() {
            let number = Self.number(of: project)
            indexes[project] = row
            indexes[number] = row
            for (column, location) in configuration.locations.enumerated() {
                let index = row * configuration.locations.count + column
                all.append(
                    JobCollection.Place(
                        index: index,
                        project: project,
                        projectNumber: number,
                        location: location
                    )
                )
            }
        }
        self.all = all
        projectIndexes = indexes
        locationIndexes = Dictionary(
            locations.enumerated().map { ($0.element, $0.offset) },
            uniquingKeysWith: { a, _ in a }
        )
    }

    /// The number of a project: twelve digits that depend on its id alone.
    static func number(of project: String) -> String {
        String(100_000_000_000 + SeededRandom.hash(project) % 900_000_000_000)
    }

    /// The id of the project with an id or a number.
    func project(_ name: String) -> String? {
        projectIndexes[name].map { projects[$0] }
    }

    /// The collection that a path names.
    func place(_ parent: Route.Parent) -> JobCollection.Place? {
        guard let row = projectIndexes[parent.project],
            let column = locationIndexes[parent.location]
        else { return nil }
        return all[row * locations.count + column]
    }

    /// Refuses projects and locations that do not exist, and hosts of another location.
    func check(_ route: Route, host: String) throws(APIError) {
        guard project(route.project) != nil else {
            throw .permissionDenied(route.permission, on: route.resource)
        }
        guard let parent = route.parent else { return }
        let region = Self.region(of: host)
        if let region, region != parent.location {
            throw Self.wrongLocation(route.resourceField, valid: region)
        }
        guard place(parent) == nil else { return }
        if case .getLocation = route { throw .notFound("Location") }
        throw Self.wrongLocation(route.resourceField, valid: locations.first ?? "")
    }

    /// The location that a host serves; nil when the host does not say.
    private static func region(of host: String) -> String? {
        let suffix = "-aiplatform.googleapis.com"
        return host.hasSuffix(suffix) ? String(host.dropLast(suffix.count)) : nil
    }

    private static func wrongLocation(_ field: String, valid: String) -> APIError {
        let text =
            "The provided location ID doesn't match the endpoint. The valid location ID is "
            + "`\(valid)`."
        return .found([APIError.Violation(field: field, description: text)], tail: " ")
    }

    private static let cities = [
        "us-central1": "Iowa", "us-east1": "South Carolina", "us-west1": "Oregon",
        "europe-west1": "Belgium", "europe-west4": "Netherlands", "asia-northeast1": "Tokyo",
        "asia-southeast1": "Singapore", "asia-south1": "Mumbai",
    ]

    /// A location as JSON.
    func document(_ place: JobCollection.Place) -> JSONValue {
        [
            "name": .string(place.name), "locationId": .string(place.location),
            "displayName": .string(Self.cities[place.location] ?? place.location),
            "labels": ["cloud.googleapis.com/region": .string(place.location)],
        ]
    }
}
