import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

/// The hosts of the tuning jobs' service.
let hostRule = HostRule(
    parameter: "locationsId",
    exceptions: [
        "global": "https://aiplatform.googleapis.com",
        "us": "https://aiplatform.us.rep.googleapis.com",
    ],
    otherwise: "https://{locationsId}-aiplatform.googleapis.com",
    fallback: "https://aiplatform.googleapis.com"
)

private let collection = "/v1/projects/{projectsId}/locations/{locationsId}/tuningJobs"

let listMethod = Method(
    name: "list",
    verb: .select,
    httpMethod: "GET",
    path: collection,
    host: hostRule,
    parameters: [
        Parameter(name: "projectsId", location: .path, isRequired: true),
        Parameter(name: "locationsId", location: .path, isRequired: true),
        Parameter(name: "filter", location: .query, isRequired: false),
        Parameter(name: "pageSize", location: .query, isRequired: false),
        Parameter(name: "pageToken", location: .query, isRequired: false),
        Parameter(name: "key", location: .query, isRequired: false),
    ],
    rows: .list(["tuningJobs"]),
    pagination: .token(
        Pagination.PageToken(
            parameter: "pageToken",
            member: "nextPageToken",
            size: Pagination.PageSize(parameter: "pageSize", maximum: 100)
        )
    ),
    hasPartialResponse: true
)

let getMethod = Method(
    name: "get",
    verb: .select,
    httpMethod: "GET",
    path: collection + "/{tuningJobsId}",
    host: hostRule,
    parameters: []
)

let createMethod = Method(
    name: "create",
    verb: .insert,
    httpMethod: "POST",
    path: collection,
    host: hostRule,
    parameters: [],
    requestMessage: "TuningJob"
)

let cancelMethod = Method(
    name: "cancel",
    verb: .exec,
    httpMethod: "POST",
    path: collection + "/{tuningJobsId}:cancel",
    host: hostRule,
    parameters: []
)

/// A call in project p-1 and us-central1.
func call(_ method: Method, _ more: [String: String] = [:], body: JSONValue? = nil) -> MethodCall {
    let place = ["projectsId": "p-1", "locationsId": "us-central1"]
    return MethodCall(
        method: method,
        arguments: place.merging(more) { $1 },
        body: body,
        service: "google.aiplatform"
    )
}
