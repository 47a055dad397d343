import Glibc
import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

/// The bytes of a file in `Resources`.
func resource(_ name: String) throws -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    let path = "/\(folder)/Resources/\(name)"
    let file = try #require(fopen(path, "r"), "\(path) is missing")
    defer { fclose(file) }
    var output: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 {
        output += buffer[..<count]
    }
    return output
}

func resourceText(_ name: String) throws -> String {
    String(decoding: try resource(name), as: UTF8.self)
}

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
    itemsPath: ["tuningJobs"],
    pagination: .pageToken(
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

/// A call of a URL with this method, for errors that need only that.
let getRequest = HTTPRequest(method: "GET", url: "https://host.example/v1/jobs")
let postRequest = HTTPRequest(method: "POST", url: "https://host.example/v1/jobs")
