import Foundation
import Glibc
import ProgramSupport
import Testing

/// Values of placeholders and variables from the command line, the environment and files.
struct ScriptValueTests {
    private func run(
        _ arguments: [String],
        files: [String: String] = [:],
        environment: [String: String] = [:]
    ) throws -> Program.Outcome {
        try TemporaryDirectory.use { (directory) throws in
            for (name, text) in files {
                try text.write(toFile: "\(directory)/\(name)", atomically: true, encoding: .utf8)
            }
            return try Program.run(
                arguments + ["--emulator", "-H"],
                environment: environment,
                directory: directory
            )
        }
    }

    @Test func `the nearest source of a value wins`() throws {
        let files = [
            "a.json": #"{"a": "json", "b": "json", "c": "json", "d": "json"}"#,
            "b.yaml": "d: yaml\n", ".env": "b=file\nc=file\n",
            "s.iql":
                "<<<json {\"a\": 0, \"e\": \"block\"} >>>SELECT '{{a}} {{b}} {{c}} {{d}} {{e}} {{HOME_X}}'",
        ]
        let outcome = try run(
            [
                "s.iql", "-q", "a.json", "-q", "b.yaml", "--env-file", ".env", "--env", "HOME_X",
                "--env", "c", "--var", "b=var",
            ],
            files: files,
            environment: ["HOME_X": "it's", "c": "environment"]
        )
        #expect(outcome.error == "")
        #expect(outcome.output == "json var environment yaml block it's\n")
    }

    @Test(
        arguments: [
            (
                ["SELECT 1", "--env", "NOT_THERE"],
                "the environment has no variable NOT_THERE, which --env names"
            ),
            (["SELECT 1", "--env-file", "broken.env"], "broken.env: line 1 is not NAME=value"),
            (
                ["SELECT 1", "-q", "list.json"],
                "list.json: the values must be members of an object"
            ),
            (["SELECT 1", "-q", "bad.jsonnet"], "bad.jsonnet:1"),
            (
                ["SELECT 1", "-q", "import.jsonnet", "--safe"],
                "--safe does not let jsonnet import files"
            ),
            (["SELECT {% include 'list.json' %}", "--safe"], "include is not possible here"),
            ([".read list.json", "--safe"], "--safe does not let scripts read files"),
            ([".read loop.iql"], "files read one another more than 16 deep"),
            (["SELECT 1", "--param", "x"], "--param takes name=value, not x"),
            (
                ["SELECT :x", "--params", "list.json"],
                "list.json: the values must be members of an object"
            ),
            (["SELECT :x"], "the variable :x has no value"),
        ] as [([String], String)]
    )
    func `a source that cannot be used is an error`(
        _ arguments: [String],
        _ message: String
    ) throws {
        let outcome = try run(
            ["exec"] + arguments,
            files: [
                "broken.env": "what\n", "list.json": "[1]", "bad.jsonnet": "{a: ",
                "import.jsonnet": "{a: import 'list.json'}", "loop.iql": ".read loop.iql\n",
            ]
        )
        #expect(outcome.exitCode == 1)
        #expect(outcome.error.contains(message), "\(outcome.error)")
        #expect(outcome.output == "")
    }

    @Test func `variables are typed as they are written`() throws {
        let outcome = try run(
            [
                "exec", "SELECT typeof(:a), typeof(@b), typeof($c), typeof(:d), typeof(:e), :e, :f",
                "--params", "p.yaml", "--param", "b=1.5", "--param", ":c=x", "--param", "e=\"12\"",
            ],
            files: ["p.yaml": "a: 1\nb: text\nd: null\nf: [1, it's]\n"]
        )
        #expect(outcome.error == "")
        #expect(outcome.output == "integer,real,text,null,text,12,\"[1,\"\"it's\"\"]\"\n")
    }

    @Test func `jsonnet imports files from its own directory`() throws {
        let outcome = try run(
            ["exec", "SELECT '{{ a }} {{ b }}'", "-q", "x.jsonnet", "--var", "v=it's"],
            files: [
                "x.jsonnet": "(import 'y.libsonnet') + {b: std.extVar('v')}",
                "y.libsonnet": "{a: 1}",
            ]
        )
        #expect(outcome.output == "1 it's\n")
        // What jsonnet reads is used, and there is no placeholder of that name.
        #expect(outcome.error == "")
    }

    @Test func `a check knows blocks of values, files and tags`() throws {
        try TemporaryDirectory.use { (directory) throws in
            let text = """
                <<<json {"place": "us-central1"} >>>
                .read other.iql
                SELECT name FROM google.aiplatform.tuning_jobs WHERE projectsId = '{{ p }}'
                AND locationsId = '{{ place }}' AND {% for s in [1] %}nme = {{ s }}{% endfor %};
                """
            try text.write(toFile: "\(directory)/s.iql", atomically: true, encoding: .utf8)
            let other = "\(directory)/other.iql"
            try "SELECT 1;".write(toFile: other, atomically: true, encoding: .utf8)
            let outcome = try Program.run(
                ["check", "s.iql", "--var", "p=x"],
                directory: directory
            )
            #expect(outcome.exitCode == 1)
            #expect(outcome.output.hasPrefix("s.iql:4:55: error: "), "\(outcome.output)")
            #expect(outcome.error == "1 error\n")
        }
    }

    @Test func `an executable script is a program`() throws {
        try TemporaryDirectory.use { (directory) throws in
            let script = "\(directory)/jobs"
            try "#!/usr/bin/env -S tuneql --emulator -H\nSELECT '{{ x }}' || :y;\n"
                .write(toFile: script, atomically: true, encoding: .utf8)
            chmod(script, 0o755)
            let outcome = try Program.run(
                script,
                ["--var", "x=a", "--param", "y=b"],
                environment: Program.environment.merging(
                    ["PATH": "\(Program.directory):/usr/bin:/bin"]
                ) { $1 },
                directory: directory
            )
            #expect(outcome.output == "ab\n", "\(outcome.error)")
        }
    }
}
