/// The method that a request calls.
enum Route: Sendable, Hashable {
    case listLocations(project: String)
    case getLocation(Parent)
    case listJobs(Parent)
    case createJob(Parent)
    case getJob(Parent, id: String)
    case cancelJob(Parent, id: String)
    case rebase(Parent)
    case getOperation(Parent, id: String)

    /// A location of a project, as the path names it.
    struct Parent: Sendable, Hashable {
        var project: String
        var location: String

        var name: String { "projects/\(project)/locations/\(location)" }
    }

    /// Finds the method; nil when the path and verb belong to none.
    init?(method: String, target: RequestTarget) {
        var segments = target.segments[...]
        guard let root = segments.popFirst(), Self.roots.contains(root),
            segments.popFirst() == "projects", let project = segments.popFirst(), !project.isEmpty,
            segments.popFirst() == "locations"
        else { return nil }
        guard let location = segments.popFirst() else {
            guard method == "GET", target.verb == nil, root != Self.operationsRoot else {
                return nil
            }
            self = .listLocations(project: project)
            return
        }
        guard !location.isEmpty, !segments.contains("") else { return nil }
        let parent = Parent(project: project, location: location)
        guard let route = Self.route(method, parent, Array(segments), target.verb) else {
            return nil
        }
        if root == Self.operationsRoot, !route.isOperation { return nil }
        self = route
    }

    /// Google's own REST client asks for operations here, without a version.
    private static let operationsRoot = "ui"
    private static let roots = ["v1", "v1beta1", operationsRoot]

    private var isOperation: Bool {
        if case .getOperation = self { true } else { false }
    }

    private static func route(
        _ method: String,
        _ parent: Parent,
        _ rest: [String],
        _ verb: String?
    ) -> Route? {
        switch (method, rest.first, rest.count, verb) {
        case ("GET", nil, 0, nil): .getLocation(parent)
        case ("GET", "tuningJobs", 1, nil): .listJobs(parent)
        case ("POST", "tuningJobs", 1, nil): .createJob(parent)
        case ("POST", "tuningJobs", 1, "rebaseTunedModel"): .rebase(parent)
        case ("GET", "tuningJobs", 2, nil): .getJob(parent, id: rest[1])
        case ("POST", "tuningJobs", 2, "cancel"): .cancelJob(parent, id: rest[1])
        case ("GET", "operations", 2, nil): .getOperation(parent, id: rest[1])
        case ("GET", "tuningJobs", 4, nil) where rest[2] == "operations":
            .getOperation(parent, id: rest[3])
        default: nil
        }
    }

    /// The query parameters of the method itself.
    var parameters: Set<String> {
        switch self {
        case .listLocations: ["filter", "pageSize", "pageToken", "extraLocationTypes"]
        case .listJobs: ["filter", "pageSize", "pageToken"]
        default: []
        }
    }

    /// The name of the method's response message.
    var responseMessage: String {
        switch self {
        case .listLocations: "ListLocationsResponse"
        case .getLocation: "Location"
        case .listJobs: "ListTuningJobsResponse"
        case .createJob, .getJob: "TuningJob"
        case .cancelJob: "Empty"
        case .rebase, .getOperation: "Operation"
        }
    }

    /// The permission that the method needs.
    var permission: String {
        switch self {
        case .listLocations: "aiplatform.locations.list"
        case .getLocation: "aiplatform.locations.get"
        case .listJobs: "aiplatform.tuningJobs.list"
        case .createJob: "aiplatform.tuningJobs.create"
        case .getJob: "aiplatform.tuningJobs.get"
        case .cancelJob: "aiplatform.tuningJobs.cancel"
        case .rebase: "aiplatform.tuningJobs.rebaseTunedModel"
        case .getOperation: "aiplatform.operations.get"
        }
    }

    var project: String {
        if case .listLocations(let project) = self { return project }
        return parent?.project ?? ""
    }

    var parent: Parent? {
        switch self {
        case .listLocations: nil
        case .getLocation(let parent), .listJobs(let parent), .createJob(let parent),
            .rebase(let parent), .getJob(let parent, _), .cancelJob(let parent, _),
            .getOperation(let parent, _):
            parent
        }
    }

    /// The resource that the method acts on, as the path names it.
    var resource: String {
        switch self {
        case .listLocations(let project): "projects/\(project)"
        case .getJob(let parent, let id), .cancelJob(let parent, let id):
            "\(parent.name)/tuningJobs/\(id)"
        case .getOperation(let parent, let id): "\(parent.name)/operations/\(id)"
        default: parent?.name ?? ""
        }
    }

    /// The request's field that holds the resource.
    var resourceField: String {
        switch self {
        case .listJobs, .createJob, .rebase: "parent"
        default: "name"
        }
    }
}
