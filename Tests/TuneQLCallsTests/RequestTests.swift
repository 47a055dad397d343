import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

@Suite struct RequestTests {
    private let root = "https://us-central1-aiplatform.googleapis.com/v1/projects/p-1"

    @Test func `a list asks for its mask, its page and compact JSON`() throws {
        var list = call(listMethod, ["filter": "state=\"X\" AND a"])
        list.fields = "tuningJobs(name),nextPageToken"
        list.pageSize = 1000
        let request = try list.request(at: .token("a+b/c="))
        #expect(request.method == "GET")
        #expect(request.body == nil)
        #expect(request.headers.isEmpty)
        #expect(
            request.url == root + "/locations/us-central1/tuningJobs?pageToken=a%2Bb%2Fc%3D"
                + "&filter=state%3D%22X%22%20AND%20a&pageSize=100"
                + "&fields=tuningJobs%28name%29%2CnextPageToken&prettyPrint=false"
        )
    }

    @Test func `a page size of the statement wins`() throws {
        var list = call(listMethod, ["pageSize": "7"])
        list.pageSize = 100
        #expect(try list.request().url.hasSuffix("?pageSize=7&prettyPrint=false"))
    }

    @Test func `a service without partial responses is asked for nothing more`() throws {
        let request = try call(getMethod, ["tuningJobsId": "1"]).request()
        #expect(request.url == root + "/locations/us-central1/tuningJobs/1")
    }

    @Test func `a body is JSON`() throws {
        let request = try call(createMethod, body: ["baseModel": "m"]).request()
        #expect(request.headers["content-type"] == "application/json")
        #expect(request.body == Array(#"{"baseModel":"m"}"#.utf8))
    }

    @Test(
        arguments: [
            ("a/b", "a%2Fb"), ("1:cancel", "1%3Acancel"), ("a b", "a%20b"), ("%2F", "%252F"),
            ("ü", "%C3%BC"), ("a?b#c", "a%3Fb%23c"), ("A-z_0.9~", "A-z_0.9~"), ("...", "..."),
            ("\r\n", "%0D%0A"),
        ] as [(String, String)]
    )
    func `a value is one segment of the path`(value: String, encoded: String) throws {
        let request = try call(cancelMethod, ["tuningJobsId": value]).request()
        #expect(request.url == root + "/locations/us-central1/tuningJobs/\(encoded):cancel")
    }

    @Test(arguments: ["", ".", ".."])
    func `a value that would change the path is refused`(value: String) {
        #expect(
            throws: RequestError("tuningJobsId = '\(value)' can't be a part of a path")
        ) { try call(getMethod, ["tuningJobsId": value]).request() }
    }

    @Test func `a missing value is named`() {
        #expect(throws: RequestError("tuningJobsId is missing: get needs it")) {
            try call(getMethod).request()
        }
    }

    @Test(
        arguments: [
            ("us-central1", "https://us-central1-aiplatform.googleapis.com/"),
            ("global", "https://aiplatform.googleapis.com/"),
            ("us", "https://aiplatform.us.rep.googleapis.com/"),
        ] as [(String, String)]
    )
    func `the location chooses the host`(location: String, origin: String) throws {
        #expect(try call(listMethod, ["locationsId": location]).request().url.hasPrefix(origin))
    }

    @Test(arguments: ["evil.com/", "a.b", "a:80", "a@b", "US", "", "a\n", "é", "-\u{0}"])
    func `a location that could end the host's name is refused`(location: String) {
        let endpoints = Endpoints(overrides: ["aiplatform": "http://127.0.0.1:1"])
        for endpoints in [Endpoints(), endpoints] {
            let error = #expect(throws: RequestError.self) {
                try call(listMethod, ["locationsId": location]).request(endpoints: endpoints)
            }
            #expect(error?.message.hasSuffix("can't be a part of a host name") == true)
        }
    }

    @Test(
        arguments: [
            ["google.aiplatform": "http://127.0.0.1:8099"],
            ["aiplatform": "http://127.0.0.1:8099/"],
        ])
    func `an override replaces the origin`(overrides: [String: String]) throws {
        let request = try call(listMethod).request(endpoints: Endpoints(overrides: overrides))
        #expect(request.url.hasPrefix("http://127.0.0.1:8099/v1/projects/p-1/"))
    }

    @Test func `an override of another service changes nothing`() throws {
        let endpoints = Endpoints(overrides: ["google.storage": "http://127.0.0.1:8099"])
        #expect(try call(listMethod).request(endpoints: endpoints).url.hasPrefix(root))
    }

    @Test(
        arguments: [
            ("http://127.0.0.1:8141/vertex_ai", "http://127.0.0.1:8141/vertex_ai/v1/projects/p-1/"),
            ("https://gate.example/a/b-c_d.e~f/", "https://gate.example/a/b-c_d.e~f/v1/projects/"),
            ("https://gate.example/{location}", "https://gate.example/us-central1/v1/projects/"),
        ])
    func `an override keeps a gateway's path`(url: String, start: String) throws {
        let flag = Endpoints(overrides: ["google.aiplatform": url])
        let variable = Endpoints(
            environment: ["CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM": url]
        )
        for endpoints in [flag, variable] {
            try endpoints.validate()
            #expect(try call(listMethod).request(endpoints: endpoints).url.hasPrefix(start))
        }
    }

    @Test(arguments: ["{location}", "{locationsId}"])
    func `an override may depend on the location`(placeholder: String) throws {
        let overrides = ["aiplatform": "https://\(placeholder).private.example:8443"]
        let request = try call(listMethod).request(endpoints: Endpoints(overrides: overrides))
        #expect(request.url.hasPrefix("https://us-central1.private.example:8443/v1/"))
    }

    @Test func `gcloud's variable is an override, a flag wins over it`() throws {
        let environment = ["CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM": "https://one.example/"]
        let one = Endpoints(environment: environment)
        #expect(
            try call(listMethod).request(endpoints: one).url.hasPrefix("https://one.example/v1")
        )
        let two = Endpoints(
            overrides: ["google.aiplatform": "https://two.example"],
            environment: environment
        )
        #expect(
            try call(listMethod).request(endpoints: two).url.hasPrefix("https://two.example/v1")
        )
    }

    @Test(
        arguments: [
            "http://127.0.0.1", "http://127.8.9.1:80", "http://localhost:8099", "http://[::1]:8099",
            "http://{location}.localhost:8099", "https://host.example", "https://[2001:db8::1]",
            "HTTPS://Host.example:443/",
        ])
    func `https and this machine are allowed`(origin: String) throws {
        try Endpoints(overrides: ["aiplatform": origin]).validate()
    }

    @Test(
        arguments: [
            "http://host.example", "http://127.0.0.1.evil.com", "http://127.0.0.1@evil.com",
            "http://10.0.0.1:8099", "http://localhost.evil.com", "http://[::2]", "http://127.1",
        ])
    func `plain http to another machine is refused`(origin: String) {
        let endpoints = Endpoints(overrides: ["aiplatform": origin])
        let error = #expect(throws: RequestError.self) {
            try call(listMethod).request(endpoints: endpoints)
        }
        #expect(
            error?.message.hasPrefix("the endpoint of google.aiplatform (from --endpoint): ")
                == true
        )
    }

    @Test(
        arguments: [
            "host.example", "https://", "ftp://host.example", "https://user@host.example",
            "https://host.example/..", "https://host.example/a/../b", "https://host.example//a",
            "https://host.example/a//", "https://host.example/%2e%2e", "https://host.example/a?x",
            "https://host.example/a#x", "https://host.example/a b", "https://host.example?x",
            "https://host.example:0", "https://host.example:x", "https://[::1", "https://a b",
        ])
    func `what is no service's address is refused`(origin: String) {
        #expect(throws: RequestError.self) {
            try Endpoints(overrides: ["aiplatform": origin]).validate()
        }
    }

    @Test(arguments: ["http://me:planted@host.example", "https://me:plan/ted@host.example/x"])
    func `a password in an endpoint is not repeated`(origin: String) {
        let error = #expect(throws: RequestError.self) {
            try Endpoints(overrides: ["aiplatform": origin]).validate()
        }
        #expect(error?.message.contains("…@host.example") == true)
        #expect(error?.message.contains("plan") == false)
    }

    @Test func `the message of a plain endpoint says what is allowed`() {
        let error = #expect(throws: RequestError.self) {
            try Endpoints(overrides: ["aiplatform": "http://host.example"]).validate()
        }
        #expect(
            error?.message
                == "the endpoint of aiplatform (from --endpoint): http://host.example is plain http on another machine"
        )
        #expect(
            error?.help
                == "use https; plain http is allowed only for 127.0.0.1, localhost and [::1]"
        )
    }

    @Test(
        arguments: [
            ("https://a.example/v1?x", "a.example"), ("http://127.0.0.1:9/a", "127.0.0.1:9"),
            ("https://a.example?x=/", "a.example"), ("a.example/v1", ""),
        ]
    )
    func `the host of a request is read off its URL`(url: String, host: String) {
        #expect(HTTPRequest(method: "GET", url: url).host == host)
    }

    @Test func `calls of a cloud of its own go to hosts of its own`() throws {
        let endpoints = Endpoints(environment: ["GOOGLE_CLOUD_UNIVERSE_DOMAIN": "cloud.example"])
        #expect(
            try call(listMethod).request(endpoints: endpoints).url.hasPrefix(
                "https://us-central1-aiplatform.cloud.example/v1/"
            )
        )
    }
}
