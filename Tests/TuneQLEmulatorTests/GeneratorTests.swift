import Testing
import TuneQLEmulator
import TuneQLJSON
import TuneQLTransport

@Suite struct GeneratorTests {
    private func page(seed: UInt64 = 1, _ query: String = "") -> [UInt8] {
        let emulator = Emulator(
            configuration: Emulator.Configuration(seed: seed, jobs: 1600, clock: .fixed())
        )
        return emulator.response(
            to: HTTPRequest(method: "GET", url: "https://x/\(jobsPath)?\(query)")
        ).body
    }

    @Test func `the same seed gives the same bytes`() {
        #expect(page() == page())
        #expect(page() != page(seed: 2))
    }

    @Test func `a job weighs about 4900 bytes`() {
        let size = page().count / 100
        #expect((4400...5400).contains(size), "\(size)")
    }

    @Test func `every column and most states occur`() throws {
        let emulator = Emulator(
            configuration: Emulator.Configuration(
                jobs: 1000,
                projects: ["demo-project"],
                locations: ["us-central1"],
                clock: .fixed(),
                maximumPageSize: 1000
            )
        )
        let jobs = try #require(try emulator.get("\(jobsPath)?pageSize=1000")["tuningJobs"]?.array)
        let columns = Set(jobs.flatMap { $0.object?.names ?? [] })
        #expect(columns.count == 21)
        let states = Dictionary(grouping: jobs) { $0["state"]?.string ?? "" }.mapValues(\.count)
        #expect(states.count >= 6)
        #expect((1...20).contains(states["JOB_STATE_RUNNING"] ?? 0))
        #expect((states["JOB_STATE_SUCCEEDED"] ?? 0) > 700)
        let ids = jobs.compactMap { $0["name"]?.string?.split(separator: "/").last }
        let models = jobs.compactMap { $0["tunedModel"]?["model"]?.string }
        #expect(Set(models).count == models.count)
        #expect(Set(ids).count == 1000 && ids.allSatisfy { $0.count == 19 && Int64($0) != nil })
    }

    @Test func `timestamps have no, three, six or nine fraction digits`() throws {
        let jobs = try #require(try JSONValue(parsing: page())["tuningJobs"]?.array)
        let times = jobs.flatMap { job in
            ["createTime", "startTime", "endTime", "updateTime"].compactMap { job[$0]?.string }
        }
        let widths = Set(
            times.map { $0.split(separator: ".").dropFirst().first?.dropLast().count ?? 0 }
        )
        #expect(widths == [0, 3, 6, 9])
        #expect(times.allSatisfy { $0.hasSuffix("Z") })
    }

    @Test func `the two kinds of distribution swap their types`() throws {
        let jobs = try #require(try JSONValue(parsing: page())["tuningJobs"]?.array)
        let stats = jobs.compactMap { $0["tuningDataStats"] }
        let supervised = stats.compactMap { $0["supervisedTuningDataStats"] }
        let preference = stats.compactMap { $0["preferenceOptimizationDataStats"] }
        #expect(!supervised.isEmpty && !preference.isEmpty)
        for value in supervised.compactMap({ $0["userInputTokenDistribution"] }) {
            #expect(
                value["sum"]?.string != nil && value["buckets"]?.array?[0]["count"]?.string == nil
            )
        }
        for value in preference.compactMap({ $0["userInputTokenDistribution"] }) {
            #expect(
                value["sum"]?.string == nil && value["buckets"]?.array?[0]["count"]?.string != nil
            )
        }
    }

    @Test func `a job has no null, and no default values`() {
        let text = String(decoding: page(seed: 1, "prettyPrint=false"), as: UTF8.self)
        for value in ["null", "\"\"", "\"0\"", "false", "{}", "[]"] {
            #expect(!text.contains(":\(value)"), "\(value)")
        }
    }

    @Test func `a listed job says what the job itself says`() throws {
        let emulator = stillEmulator()
        for job in try emulator.get(jobsPath)["tuningJobs"]?.array ?? [] {
            #expect(try emulator.get("v1/\(job["name"]?.string ?? "")") == job)
        }
    }
}
