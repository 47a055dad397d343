import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct ListTests {
    @Test(arguments: [1, 7, 50, 99, 100])
    func `pages bring every job once`(_ size: Int) throws {
        let emulator = stillEmulator()
        let names = try emulator.names("pageSize=\(size)")
        #expect(names.count == 100)
        #expect(Set(names).count == 100)
        #expect(names == (try emulator.names()))
    }

    @Test(arguments: [("", 100), ("pageSize=0", 100), ("pageSize=1000", 100), ("page_size=3", 3)])
    func `the page size has a default and a maximum`(_ query: String, _ count: Int) throws {
        let page = try stillEmulator(jobs: 3200).get("\(jobsPath)?\(query)")
        #expect(page["tuningJobs"]?.array?.count == count)
        #expect(page["nextPageToken"] != nil)
    }

    @Test func `an empty list is an empty object`() throws {
        #expect(try stillEmulator(jobs: 0).get(jobsPath) == [:])
    }

    @Test func `the last page has no token`() throws {
        #expect(try stillEmulator().get("\(jobsPath)?pageSize=100")["nextPageToken"] == nil)
    }

    @Test func `a token belongs to one list`() throws {
        let emulator = stillEmulator()
        let token = try emulator.get("\(jobsPath)?pageSize=1")["nextPageToken"]?.string ?? ""
        let other = jobsPath.replacing("us-central1", with: "us-east1")
        #expect(try emulator.call("GET", "\(other)?pageToken=\(token)").status == 400)
        let filter = "filter=state%3DJOB_STATE_FAILED"
        #expect(try emulator.call("GET", "\(jobsPath)?pageToken=\(token)&\(filter)").status == 400)
        #expect(try emulator.call("GET", "\(jobsPath)?pageToken=\(token)").status == 200)
    }

    @Test func `the newest job comes first`() throws {
        let page = try stillEmulator().get("\(jobsPath)?fields=tuningJobs/createTime")
        let times = try #require(page["tuningJobs"]?.array).compactMap { $0["createTime"]?.string }
        // Cut to seconds, the texts sort as the instants do.
        let seconds = times.map { String($0.prefix(19)) }
        #expect(seconds == seconds.sorted(by: >))
    }

    @Test func `jobs created while paging shift nothing`() throws {
        let emulator = stillEmulator()
        let names = try emulator.names()
        let token = try emulator.get("\(jobsPath)?pageSize=40")["nextPageToken"]?.string ?? ""
        let created = try emulator.create()
        let rest = try emulator.get("\(jobsPath)?pageToken=\(token)")["tuningJobs"]?.array
        #expect(rest?.compactMap { $0["name"]?.string } == Array(names.dropFirst(40)))
        #expect(try emulator.names() == [created] + names)
    }

    @Test func `every job of a list can be got, by project id or number`() throws {
        let emulator = stillEmulator(jobs: 80)
        let jobs = try #require(try emulator.get(jobsPath)["tuningJobs"]?.array)
        #expect(jobs.count == 5)
        for job in jobs {
            let name = try #require(job["name"]?.string)
            #expect(try emulator.get("v1/\(name)") == job)
            let id = try #require(name.split(separator: "/").last)
            #expect(try emulator.get("v1beta1/\(jobsPath.dropFirst(3))/\(id)") == job)
        }
    }

    @Test func `jobs are spread over projects and locations`() throws {
        var configuration = Emulator.Configuration(
            jobs: 10,
            projects: ["p"],
            locations: ["a", "b", "c"],
            clock: .fixed()
        )
        let emulator = Emulator(configuration: configuration)
        let counts = try ["a", "b", "c"].map {
            try emulator.names(in: "v1/projects/p/locations/\($0)/tuningJobs").count
        }
        #expect(counts == [4, 3, 3])
        configuration.jobsPerLocation = 7
        #expect(configuration.jobs == 21)
    }

    @Test func `locations are listed by pages and got`() throws {
        let emulator = stillEmulator()
        let all = try #require(
            try emulator.get("v1/projects/demo-project/locations")["locations"]?.array
        )
        #expect(
            all.compactMap { $0["locationId"]?.string } == Emulator.Configuration.defaultLocations
        )
        let first = try emulator.get("v1/projects/demo-project/locations?pageSize=5")
        let token = first["nextPageToken"]?.string ?? ""
        let second = try emulator.get("v1/projects/demo-project/locations?pageToken=\(token)")
        #expect((first["locations"]?.array ?? []) + (second["locations"]?.array ?? []) == all)
        #expect(
            try emulator.get("v1/projects/demo-project/locations/us-east1")["displayName"]
                == "South Carolina"
        )
        #expect(try emulator.call("GET", "v1/projects/demo-project/locations/mars").status == 404)
    }
}
