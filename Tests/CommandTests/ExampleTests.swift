import ProgramSupport
import Testing

/// The files in `examples/tuning_jobs`, run as their headers say.
struct ExampleTests {
    private static let place = [
        "--var", "projectsId=demo-project", "--var", "locationsId=us-central1",
    ]

    private func lines(
        _ name: String,
        _ arguments: [String] = [],
        output: String = "csv"
    ) throws -> [Substring] {
        let outcome = try Program.run(
            ["exec", "--emulator", "-o", output, "-i", "examples/tuning_jobs/\(name).iql"]
                + Self.place + arguments,
            directory: ProjectFiles.root
        )
        try #require(outcome.exitCode == 0, "\(outcome.error)")
        return outcome.output.split(separator: "\n")
    }

    /// The id of a job that the emulator has in some state.
    private func id(state: String) throws -> String {
        let outcome = try Program.run([
            "exec", "--emulator", "-H",
            """
            SELECT tuningJobsId FROM google.aiplatform.tuning_jobs
            WHERE projectsId = 'demo-project' AND locationsId = 'us-central1' AND state = '\(state)'
            ORDER BY createTime DESC LIMIT 1
            """,
        ])
        return try #require(outcome.output.split(separator: "\n").first.map(String.init))
    }

    @Test func `list gives every job of the location, its objects as objects`() throws {
        let lines = try lines("list", output: "jsonl")
        #expect(lines.count == 25)
        #expect(lines.allSatisfy { $0.hasPrefix(#"{"name":"projects/"#) })
        #expect(lines.contains { $0.contains(#""labels":{"#) })
    }

    @Test func `get gives one job`() throws {
        let id = try id(state: "JOB_STATE_SUCCEEDED")
        let lines = try lines("get", ["--var", "tuningJobsId=\(id)"])
        #expect(lines.count == 2)
        #expect(lines.last?.hasPrefix("\(id),") == true)
    }

    @Test func `create shows the created job`() throws {
        let lines = try lines("create", ["-q", "examples/tuning_jobs/create.json"])
        #expect(lines.first == "name,state")
        #expect(lines.count == 2)
        #expect(lines.last?.hasPrefix("projects/") == true)
    }

    @Test func `cancel shows a state of a job that is being cancelled`() throws {
        let id = try id(state: "JOB_STATE_RUNNING")
        let lines = try lines("cancel", ["--var", "tuningJobsId=\(id)"])
        #expect(lines.count == 2)
        #expect(lines.last?.contains("JOB_STATE_CANCELL") == true)
    }

    @Test func `states counts all jobs`() throws {
        let lines = try lines("states", ["-H"])
        let counts = lines.compactMap { Int($0.split(separator: ",")[1]) }
        #expect(counts.reduce(0, +) == 25)
        #expect(counts == counts.sorted(by: >))
    }

    @Test func `cost multiplies tokens and epochs by base model`() throws {
        let lines = try lines("cost", ["-H"])
        #expect(!lines.isEmpty)
        for line in lines {
            let fields = line.split(separator: ",")
            #expect(fields.count == 4)
            #expect(try #require(Int(fields[2])) >= #require(Int(fields[3])))
        }
    }

    @Test func `compare_regions has a line for each location`() throws {
        let lines = try lines("compare_regions", ["-H"])
        #expect(lines.count == 5)
        #expect(lines.allSatisfy { $0.contains(",25,") })
    }

    @Test func `every example is run here and says how to run it`() throws {
        let tested: Set = [
            "list", "get", "create", "cancel", "states", "cost", "compare_regions",
        ]
        let files = ProjectFiles.names(in: "examples/tuning_jobs").filter { $0.hasSuffix(".iql") }
        #expect(Set(files.map { String($0.dropLast(4)) }) == tested)
        for file in files {
            let text = try #require(ProjectFiles.text("examples/tuning_jobs/\(file)"))
            let header = text.split(separator: "\n").prefix { $0.hasPrefix("-- ") }
            #expect((2...4).contains(header.count), "\(file)")
            #expect(header.contains { $0.contains("-i examples/tuning_jobs/\(file)") }, "\(file)")
        }
    }
}
