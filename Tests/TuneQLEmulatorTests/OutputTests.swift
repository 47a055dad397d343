import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct OutputTests {
    private func text(_ query: String) -> String {
        let request = HTTPRequest(method: "GET", url: "https://x/\(jobsPath)?\(query)")
        return String(decoding: stillEmulator().response(to: request).body, as: UTF8.self)
    }

    @Test func `text is indented unless the caller says no`() {
        let indented = text("pageSize=1&fields=tuningJobs/state")
        #expect(indented.hasPrefix("{\n  \"tuningJobs\": [\n    {\n      \"state\": \"JOB_STATE_"))
        #expect(
            text("pageSize=1&fields=tuningJobs/state&prettyPrint=false").hasPrefix(
                #"{"tuningJobs":[{"state":"JOB_STATE_"#
            )
        )
        #expect(text("pageSize=1&$prettyPrint=false").hasPrefix(#"{"tuningJobs":[{"name":"#))
    }

    @Test func `markup is escaped and other text is not`() {
        let page = text("prettyPrint=false")
        #expect(!page.contains("<") && !page.contains(">") && !page.contains("&"))
        #expect(page.contains(#"\u003c"#) && page.contains(#"\u0026"#))
        #expect(page.contains("größer") && page.contains("👩‍🔬"))
    }

    @Test(
        arguments: [
            ("tuningJobs/name,nextPageToken", ["tuningJobs", "nextPageToken"], ["name"]),
            ("tuningJobs(name,state)", ["tuningJobs"], ["name", "state"]),
            ("tuningJobs.name", ["tuningJobs"], ["name"]),
            ("tuning_jobs/base_model,tuning_jobs/name", ["tuningJobs"], ["name", "baseModel"]),
            ("nextPageToken", ["nextPageToken"], []),
            ("*/name", ["tuningJobs", "nextPageToken"], ["name"]),
        ] as [(String, [String], [String])]
    )
    func `a mask keeps what it names`(_ mask: String, _ top: [String], _ job: [String]) throws {
        let filter = encoded(#"baseModel:*"#)
        let page = try stillEmulator().get("\(jobsPath)?pageSize=2&filter=\(filter)&fields=\(mask)")
        #expect(page.object?.names == top)
        for item in page["tuningJobs"]?.array ?? [] { #expect(item.object?.names == job) }
    }

    @Test func `a mask reaches into nested messages and free names`() throws {
        let filter = encoded(
            #"labels.env = "prod" state = JOB_STATE_SUCCEEDED supervisedTuningSpec:*"#
        )
        let page = try stillEmulator().get(
            "\(jobsPath)?pageSize=1&filter=\(filter)&fields=tuningJobs(labels/env,"
                + "supervisedTuningSpec(hyperParameters(epochCount)),tunedModel/*,"
                + "tuningDataStats/supervisedTuningDataStats/userInputTokenDistribution/buckets/right)"
        )
        let job = try #require(page["tuningJobs"]?.array?.first)
        #expect(job["labels"] == ["env": "prod"])
        #expect(job["supervisedTuningSpec"]?["hyperParameters"]?.object?.names == ["epochCount"])
        #expect(job["tunedModel"]?["endpoint"] != nil)
        let stats = job["tuningDataStats"]?["supervisedTuningDataStats"]
        let buckets = try #require(stats?["userInputTokenDistribution"]?["buckets"]?.array)
        #expect(buckets.allSatisfy { $0.object?.names == ["right"] })
    }

    @Test(arguments: [
        ("tuningJobs(name", "tuningJobs(name"), ("nope", "nope"),
        ("tuningJobs/labels/a/b", "tuningJobs.labels.a.b"),
        ("tuningJobs/name/x", "tuningJobs.name.x"),
        ("a,,b", "a,,b"),
    ])
    func `a mask that names no field is refused`(_ mask: String, _ path: String) throws {
        let answer = try stillEmulator().call("GET", "\(jobsPath)?fields=\(mask)")
        #expect(answer.status == 400)
        let violation = answer.body["error"]?["details"]?.array?[0]["fieldViolations"]?.array?[0]
        #expect(violation?["field"]?.string == path)
    }

    @Test(arguments: ["alt", "$alt", "%24alt"])
    func `enums are numbers when the caller asks`(_ name: String) throws {
        let emulator = stillEmulator()
        let plain = try emulator.get("\(jobsPath)?pageSize=100")["tuningJobs"]?.array ?? []
        let query = "\(name)=json%3Benum-encoding%3Dint&pageSize=100"
        let numbered = try emulator.get("\(jobsPath)?\(query)")["tuningJobs"]?.array ?? []
        let states = [
            "QUEUED": 1, "PENDING": 2, "RUNNING": 3, "SUCCEEDED": 4, "FAILED": 5,
            "CANCELLED": 7, "EXPIRED": 9, "PARTIALLY_SUCCEEDED": 11,
        ]
        let sizes = ["ONE": 1, "FOUR": 2, "EIGHT": 3, "SIXTEEN": 4, "TWO": 6]
        func size(_ job: JSONValue) -> JSONValue? {
            job["supervisedTuningSpec"]?["hyperParameters"]?["adapterSize"]
        }
        #expect(plain.count == 100)
        for (plain, numbered) in zip(plain, numbered) {
            let state = plain["state"]?.string?.dropFirst("JOB_STATE_".count) ?? ""
            #expect(numbered["state"]?.integer == states[String(state)])
            let name = size(plain)?.string?.dropFirst("ADAPTER_SIZE_".count) ?? ""
            #expect(size(numbered)?.integer == sizes[String(name)])
        }
    }
}
