import Glibc
import ProgramSupport
import Testing

/// `tuneql check`.
struct CheckCommandTests {
    private func check(
        _ arguments: [String],
        input: String = "",
        directory: String? = nil
    ) throws -> Program.Outcome {
        try Program.run(
            ["check"] + arguments,
            input: input,
            directory: directory ?? ProjectFiles.root
        )
    }

    private static let place = "projectsId = '{{ p }}' AND locationsId = 'l'"

    @Test func `a mistake has its file, line, caret and help, and the exit code is 1`() throws {
        let outcome = try check(
            ["-"],
            input: """
                SELECT 1;
                SELECT nmae FROM google.aiplatform.tuning_jobs WHERE \(Self.place);
                SELEC 2;
                """
        )
        #expect(
            outcome.output == """
                stdin:2:8: error: no such column: nmae
                  SELECT nmae FROM google.aiplatform.tuning_jobs WHERE \(Self.place);
                         ^^^^
                help: did you mean name?

                stdin:3:1: error: expected a statement, found SELEC; did you mean SELECT?
                  SELEC 2;
                  ^^^^^

                """
        )
        #expect(outcome.error == "2 errors\n")
        #expect(outcome.exitCode == 1)
    }

    @Test func `json lists places and codes`() throws {
        let outcome = try check(["--format", "json", "-"], input: "SELECT\n  é, x FROM;")
        #expect(
            outcome.output == """
                [
                  {"file":"stdin","line":2,"column":12,"endLine":2,"endColumn":13,\
                "severity":"error","code":"syntax",\
                "message":"expected a table name after FROM, found the end",\
                "help":null}
                ]

                """
        )
        #expect(outcome.error == "")
        #expect(try check(["--format", "json", "-"], input: "SELECT 1").output == "[]\n")
    }

    @Test func `annotations are those of GitHub`() throws {
        let outcome = try check(["--format", "github", "-"], input: "SELECT 50%;")
        #expect(
            outcome.output == """
                ::error file=stdin,line=1,endLine=1,col=11,endColumn=12,title=syntax::\
                expected an expression after %25, found the end

                """
        )
    }

    @Test func `warnings fail with --strict alone`() throws {
        let text = """
            SELECT 1 FROM google.aiplatform.tuning_jobs
            WHERE \(Self.place) AND state = 'JOB_STATE_SUCCEDED'
            """
        let outcome = try check(["-"], input: text)
        #expect(outcome.output.hasPrefix("stdin:2:64: warning: state is never"))
        #expect(outcome.error == "1 warning\n")
        #expect(outcome.exitCode == 0)
        #expect(try check(["--strict", "-"], input: text).exitCode == 1)
    }

    @Test func `with values each placeholder without one is a mistake`() throws {
        let text = """
            SELECT name FROM google.aiplatform.tuning_jobs
            WHERE projectsId = '{{ project }}' AND locationsId = '{{ location }}' AND nam = {{ x }}
            """
        let outcome = try check(["--format", "json", "--var", "projct=p", "-"], input: text)
        let messages = outcome.output.split(separator: "\"message\":\"").dropFirst()
            .map { $0.prefix { $0 != "\"" } }
        #expect(
            messages == [
                "the placeholder project has no value; did you mean projct?",
                "the placeholder location has no value",
                "no such column: nam",
                "the placeholder x has no value",
                "there is no placeholder {{ projct }} for --var",
            ]
        )
        let filled = try check(
            ["--var", "project=p", "--var", "location=l", "--var", "x=1", "-"],
            input: text
        )
        #expect(filled.output.hasPrefix("stdin:2:75: error: no such column: nam"))
    }

    @Test func `the examples are clean`() throws {
        let outcome = try check(["--strict", "examples"])
        #expect(outcome == Program.Outcome(output: "", error: "", exitCode: 0))
    }

    @Test func `scenarios that succeed have no mistake`() throws {
        let scenarios = Scenario.all.filter {
            $0.topic != "compat" && !$0.expectedReport.contains("[exit code")
        }
        try #require(scenarios.count > 80)
        for (topic, scenarios) in Dictionary(grouping: scenarios, by: \.topic) {
            let outcome = try check(
                ["--format", "json"] + scenarios.map { "\($0.name).iql" },
                directory: "\(ProjectFiles.root)/\(Scenario.directory)/\(topic)"
            )
            let errors = outcome.output.split(separator: "\n").filter { $0.contains(#""error""#) }
            #expect(errors.isEmpty, "\(topic): \(errors.joined(separator: "\n"))")
            #expect(outcome.exitCode == 0)
        }
    }

    @Test func `a database's tables are known, and it is not changed`() throws {
        try TemporaryDirectory.use { (directory) throws in
            let file = "\(directory)/mine.db"
            _ = try Program.run(["exec", "--database", file, "CREATE TABLE mine (a)"])
            let text = "SELECT a FROM mine; DROP TABLE mine; CREATE TABLE other (b)"
            let outcome = try check(["--database", file, "-"], input: text)
            #expect(outcome == Program.Outcome(output: "", error: "", exitCode: 0))
            let after = try Program.run(["exec", "-H", "--database", file, "SHOW TABLES"])
            #expect(after.output.hasPrefix("mine"))
            #expect(!after.output.contains("other"))
        }
    }

    @Test func `files that a script reads are checked where they are read`() throws {
        try TemporaryDirectory.use { (directory) throws in
            try write(
                "CREATE TABLE t (a);\n\\ir b.iql\nSELECT b FROM made;\nSELECT made FROM t;\n\\ir c.iql",
                to: "\(directory)/a.iql"
            )
            try write(
                "CREATE TABLE made AS SELECT a AS b FROM t;\nSELECT nope FROM made;",
                to: "\(directory)/b.iql"
            )
            let outcome = try check(["--format", "json", "a.iql"], directory: directory)
            let places = outcome.output.split(separator: "\n").compactMap { line in
                line.split(separator: ",\"endLine\"").first.map { $0.drop { $0 == " " } }
            }
            #expect(
                places.dropFirst().dropLast() == [
                    #"{"file":"a.iql","line":4,"column":8"#,
                    #"{"file":"a.iql","line":5,"column":1"#,
                    #"{"file":"b.iql","line":2,"column":8"#,
                ]
            )
            #expect(outcome.output.contains("c.iql cannot be read"))
        }
    }

    @Test func `values at the start of a script fill it`() throws {
        let text = "<<<json\n{\"place\": \"x\"}\n>>>\nSELECT {{ place }} AS a, nope"
        let outcome = try check(["-"], input: text)
        #expect(outcome.output.hasPrefix("stdin:4:26: error: no such column: nope"))
    }

    private func write(_ text: String, to path: String) throws {
        let file = try #require(fopen(path, "w"))
        fputs(text, file)
        fclose(file)
    }

    @Test func `a file that cannot be read is named`() throws {
        let outcome = try check(["nowhere.iql"])
        #expect(outcome.error.contains("nowhere.iql cannot be read"))
        #expect(outcome.exitCode == 1)
    }
}
