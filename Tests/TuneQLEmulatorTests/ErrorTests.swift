import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

/// The service's own error bodies, and requests that get them.
@Suite struct ErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var file: String
        var method = "GET"
        var url = "https://x/" + jobsPath
        var body = ""
        var status = 400

        var testDescription: String { file }
    }

    static let number = "982813022153"

    static let cases: [Case] = [
        Case(
            file: "400-bad-enum",
            method: "POST",
            body: #"{"supervisedTuningSpec":{"hyperParameters":{"adapterSize":"HUGE"}}}"#
        ),
        Case(
            file: "400-bad-fields-mask",
            url: "https://x/\(jobsPath)?fields=tuningJobs(name,nope)"
        ),
        Case(
            file: "400-bad-int64",
            method: "POST",
            body: #"{"supervised_tuning_spec":{"hyper_parameters":{"epoch_count":"three"}}}"#
        ),
        Case(file: "400-bad-json", method: "POST", body: #"{"baseModel": gemini"#),
        Case(
            file: "400-invalid-argument-field",
            method: "POST",
            body: #"{"supervisedTuningSpec":{"trainingDatasetUri":"s3://b/x"}}"#
        ),
        Case(
            file: "400-oneof-twice",
            method: "POST",
            body: #"{"baseModel":"m","supervisedTuningSpec":{},"preferenceOptimizationSpec":{}}"#
        ),
        Case(file: "400-unknown-field", method: "POST", body: #"{"basemodel":"m"}"#),
        Case(file: "400-unknown-query-parameter", url: "https://x/\(jobsPath)?pagesize=1"),
        Case(
            file: "400-wrong-location",
            url: "https://us-central1-aiplatform.googleapis.com/"
                + jobsPath.replacing("us-central1", with: "europe-west4")
        ),
        Case(file: "404-not-found", url: "https://x/\(jobsPath)/1234567890123456789", status: 404),
        Case(
            file: "403-permission-denied",
            url: "https://x/v1/projects/123456789012/locations/us-central1/tuningJobs",
            status: 403
        ),
    ]

    @Test(arguments: cases)
    func `errors are worded as the service words them`(_ example: Case) throws {
        let response = stillEmulator().response(
            to: HTTPRequest(
                method: example.method,
                url: example.url,
                body: Array(example.body.utf8)
            )
        )
        #expect(response.status == example.status)
        let expected = try JSONValue(parsing: try resource("errors/\(example.file).json"))
        #expect(try JSONValue(parsing: response.body) == expected)
        #expect(response.headers["content-type"] == "application/json; charset=UTF-8")
    }

    @Test(arguments: [
        ("GET", "v1/nope"), ("GET", "v2/projects/demo-project/locations"), ("DELETE", jobsPath),
        ("PATCH", "\(jobsPath)/1"), ("GET", "\(jobsPath)/1:cancel"), ("POST", "\(jobsPath)/1"),
        ("GET", "\(jobsPath)/%ZZ"), ("GET", "\(jobsPath)/"),
        ("GET", jobsPath.replacing("v1/", with: "ui/")),
        ("GET", "ui/projects/demo-project/locations"),
    ])
    func `a path without a method gets a page of HTML`(_ method: String, _ path: String) throws {
        let response = stillEmulator().response(
            to: HTTPRequest(method: method, url: "https://x/\(path)")
        )
        #expect(response.status == 404)
        #expect(response.headers["content-type"] == "text/html; charset=UTF-8")
        #expect(response.body == (try resource("errors/404-unknown-path.html")))
    }

    @Test(arguments: [
        (
            "pageSize=-1",
            "List of found errors:\t1.Field: page_size; Message: Must not be negative.\t"
        ),
        ("pageSize=ten", "Invalid value at 'page_size' (TYPE_INT32), \"ten\""),
        ("alt=xml", "Invalid value at 'alt' (TYPE_ENUM), \"xml\""),
        ("prettyPrint=2", "Invalid value at 'pretty_print' (TYPE_BOOL), \"2\""),
        (
            "pageToken=zzz",
            "List of found errors:\t1.Field: page_token; Message: The page token is invalid.\t"
        ),
    ])
    func `bad parameters are refused`(_ query: String, _ message: String) throws {
        let answer = try stillEmulator().call("GET", "\(jobsPath)?\(query)")
        #expect(answer.status == 400)
        #expect(answer.body["error"]?["message"]?.string == message)
    }

    @Test func `errors follow prettyPrint`() {
        let request = HTTPRequest(method: "GET", url: "https://x/\(jobsPath)/1?prettyPrint=false")
        let body = stillEmulator().response(to: request).body
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"error":{"code":404,"message":"The TuningJob does not exist.","status":"NOT_FOUND"}}"#
        )
    }
}
