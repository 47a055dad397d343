import Foundation
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

/// The jobs of the default project's first location.
let jobsPath = "v1/projects/demo-project/locations/us-central1/tuningJobs"

/// The least that a create takes.
let minimalBody: JSONValue = [
    "baseModel": "gemini-2.5-flash",
    "supervisedTuningSpec": ["trainingDatasetUri": "gs://b/train.jsonl"],
]

/// An emulator whose time stands still.
func stillEmulator(jobs: Int = 1600) -> Emulator {
    Emulator(configuration: Emulator.Configuration(jobs: jobs, clock: .fixed()))
}

extension Emulator {
    /// Sends a request and reads the answer as JSON.
    func call(_ method: String, _ path: String, _ body: JSONValue? = nil) throws -> (
        status: Int, body: JSONValue
    ) {
        let response = response(
            to: HTTPRequest(method: method, url: "http://x/\(path)", body: body?.bytes)
        )
        return (response.status, try JSONValue(parsing: response.body))
    }

    /// Gets a body that is expected to be there.
    func get(_ path: String) throws -> JSONValue {
        try call("GET", path).body
    }

    /// Creates a job and returns its name.
    func create(_ body: JSONValue = minimalBody) throws -> String {
        try call("POST", jobsPath, body).body["name"]?.string ?? ""
    }

    /// The names of the jobs that a list has, over all its pages.
    func names(_ query: String = "", in path: String = jobsPath) throws -> [String] {
        var names: [String] = []
        var token = ""
        repeat {
            let page = try get(
                "\(path)?fields=tuningJobs/name,nextPageToken&pageToken=\(token)&\(query)"
            )
            names += (page["tuningJobs"]?.array ?? []).compactMap { $0["name"]?.string }
            token = page["nextPageToken"]?.string ?? ""
        } while !token.isEmpty
        return names
    }
}

/// An example from the test's resources.
func resource(_ path: String) throws -> [UInt8] {
    let url = Bundle.module.bundleURL.appending(path: "Resources").appending(path: path)
    return Array(try Data(contentsOf: url))
}

/// A text as it may stand in a query.
func encoded(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? text
}
