import TuneQLCatalog
import TuneQLTransport

/// The scope whose quota a request uses: a service, a project in it, or a location of the project.
package struct QuotaScope: Sendable, Hashable {
    /// The service's id, such as `google.aiplatform`; a host where there is none.
    package var service: String
    /// The project; nil means the whole service.
    package var project: String?
    /// The location; nil means the whole project.
    package var location: String?

    package init(service: String, project: String? = nil, location: String? = nil) {
        self.service = service
        self.project = project
        self.location = location
    }

    /// The scope of a call, by the parameters that its method's quota names.
    init(_ call: MethodCall, host: String) {
        let rule = call.method.quota
        service = call.service.isEmpty ? host : call.service
        project = rule?.project.flatMap { call.arguments[$0] }
        location = (rule?.location ?? call.method.host.parameter).flatMap { call.arguments[$0] }
    }

    /// The extents of a scope, from the widest.
    package enum Extent: Sendable, Hashable {
        case service, project, location
    }

    /// The scope without the parts narrower than an extent.
    func widened(to extent: Extent) -> QuotaScope {
        switch extent {
        case .service: QuotaScope(service: service)
        case .project: QuotaScope(service: service, project: project)
        case .location: self
        }
    }

    /// The scopes whose limits apply to a request of this one, each once, from the widest.
    var levels: [QuotaScope] {
        var levels = [QuotaScope(service: service)]
        if project != nil { levels.append(QuotaScope(service: service, project: project)) }
        if location != nil { levels.append(self) }
        return levels
    }

    /// Whether a request of another scope also uses this one's quota.
    func contains(_ other: QuotaScope) -> Bool {
        service == other.service && (project == nil || project == other.project)
            && (location == nil || location == other.location)
    }

    /// The scope in messages: `google.aiplatform (project p-1, us-central1)`.
    var text: String {
        let parts = [project.map { "project \($0)" }, location].compactMap(\.self)
        let place = parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
        return ReadableText.line(service + place)
    }
}
