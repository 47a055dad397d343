import Testing
import TuneQLDeploy
import TuneQLJSON

struct VariableTests {
    /// The text of `{{ value }}` in a query, with the globals and properties of a YAML text.
    private func text(
        _ properties: String,
        globals: String = "[]",
        query: String = "{{ value }}",
        environment: String = "dev",
        given: [String: String] = [:]
    ) async throws -> String {
        let world = StackWorld([:])
        let manifest = "globals: \(globals)\nresources:\n  - name: r\n    props: \(properties)"
        var run = try world.run(
            manifest,
            ["r": "/*+ exists */\ne\n/*+ create */\n\(query)"],
            environment: environment,
            given: given
        )
        let result = try await run.build()
        guard result.isGood else { throw StackError(.statement, world.progress) }
        return world.sent.last ?? ""
    }

    @Test(
        arguments: [
            ("true", "True"), ("false", "False"), ("null", "None"), ("1.50", "1.5"), ("7", "7"),
            ("'007'", "007"), ("2026-01-02", "2026-01-02"), ("'True'", "true"), ("'it''s'", "it's"),
            ("{a: 1, b: [x, 1.10]}", #"{"a":1,"b":["x",1.1]}"#),
            (#"'{ "k" : [1, 2 ] }'"#, #"{"k":[1,2]}"#), (#"'{ no json'"#, "{ no json"),
            ("é ☃", "é ☃"), ("12345678901234567890", "12345678901234567890"),
        ] as [(String, String)]
    )
    func `values become these texts`(value: String, text: String) async throws {
        #expect(try await self.text("[{name: value, value: \(value)}]") == text)
    }

    @Test func `a value of the environment is taken`() async throws {
        let values = "[{name: value, values: {dev: {value: d}, prd: {value: p}}}]"
        #expect(try await text(values, environment: "prd") == "p")
        await #expect(throws: StackError.self) {
            try await self.text(values, environment: "sit")
        }
        #expect(try await text("[{name: value, value: v, values: {dev: {value: d}}}]") == "v")
    }

    @Test func `globals see what is given and what is above; properties replace them`()
        async throws
    {
        let globals = "[{name: a, value: '{{ P }}-1'}, {name: value, value: '{{ a }}-2'}]"
        #expect(try await text("[]", globals: globals, given: ["P": "p"]) == "p-1-2")
        #expect(
            try await text(
                "[{name: value, value: '{{ a }}!'}]",
                globals: globals,
                given: ["P": "p"]
            )
                == "p-1!"
        )
        // What is given is seen by globals alone.
        #expect(try await text("[]", query: "x{{ P }}", given: ["P": "p"]) == "x")
    }

    @Test func `the names of stack and environment cannot be changed`() async throws {
        let found = try await text(
            "[{name: stack_env, value: other}]",
            query: "{{ stack_name }} {{ stack_env }}",
            given: ["stack_name": "other"]
        )
        #expect(found == "stack dev")
    }

    @Test(arguments: ["''", "false", "0", "[]", "null"])
    func `a global without a value is refused`(value: String) async throws {
        await #expect(throws: StackError.self) {
            try await self.text("[]", globals: "[{name: g, value: \(value)}]")
        }
    }

    @Test(
        arguments: [
            ("{a: 1}", "{b: 2, a: 3}", #"{"a":3,"b":2}"#),
            ("[x, y]", "[z, y, w]", #"["x","y","z","w"]"#),
        ] as [(String, String, String)]
    )
    func `variables are merged in a stable order`(
        one: String,
        other: String,
        text: String
    ) async throws {
        let globals = "[{name: one, value: \(one)}, {name: other, value: \(other)}]"
        #expect(
            try await self.text("[{name: value, merge: [one, other]}]", globals: globals) == text
        )
        #expect(
            try await self.text(
                "[{name: value, value: \(one), merge: [other]}]",
                globals: globals
            ) == text
        )
    }

    @Test func `what cannot be merged is refused`() async throws {
        for merge in ["[text]", "[nothing]", "[list, object]"] {
            await #expect(throws: StackError.self) {
                try await self.text(
                    "[{name: value, merge: \(merge)}]",
                    globals: "[{name: text, value: t}, {name: list, value: [1]}, "
                        + "{name: object, value: {a: 1}}]"
                )
            }
        }
    }

    @Test func `exports become variables of what follows`() async throws {
        let world = StackWorld([
            "e": [.count(1)],
            "x": [.row(["id": 7, "spec": ["a": [true]], "free": .null])],
        ])
        var run = try world.run(
            """
            resources:
              - {name: r, exports: [{id: number}, spec, free]}
              - {name: s}
            exports: [number, spec]
            """,
            [
                "r": "/*+ exists */\ne\n/*+ create */\nc\n/*+ exports */\nx",
                "s": "/*+ exists */\n{{ number }} {{ spec }} {{ free }}\n/*+ create */\nc",
            ]
        )
        let result = try await run.build()
        #expect(world.sent.contains(#"7 {"a":[true]} None"#))
        #expect(
            result.output?.hasPrefix(
                """
                {
                  "stack_name": "stack",
                  "stack_env": "dev",
                  "number": 7,
                  "spec": {
                    "a": [
                      true
                    ]
                  },
                  "elapsed_time": "0:00:
                """
            ) == true
        )
    }

    @Test func `protected values are shown nowhere`() async throws {
        let world = StackWorld([
            "e": [.count(1)], "x": [.row(["key": "it's-secret"])],
            "uses it's-secret": [.refusal("no it's-secret")],
        ])
        var options = StackOptions()
        options.showsQueries = true
        var run = try world.run(
            """
            resources:
              - {name: r, exports: [key], protected: [key]}
              - {name: s}
            """,
            [
                "r": "/*+ exists */\ne\n/*+ create */\nc\n/*+ exports */\nx",
                "s": "/*+ exists */\nuses {{ key }}\n/*+ create */\nc",
            ],
            options: options
        )
        _ = try await run.build()
        #expect(world.sent.contains("uses it's-secret"))
        #expect(!world.progress.contains("secret"))
        #expect(world.progress.contains("uses ********"))
    }

    @Test(
        arguments: [
            ("\"'{{ stack_env }}' == 'dev'\"", true), ("\"'{{ stack_env }}' == 'prd'\"", false),
            ("\"'{{ stack_env }}' in ['dev', 'sit']\"", true), ("true", true), ("false", false),
            ("'{{ flag }}'", true), ("\"1 == 1 and not 2 == 3\"", true), ("\"'false'\"", true),
        ] as [(String, Bool)]
    )
    func `a condition decides whether a resource is part of the stack`(
        condition: String,
        holds: Bool
    ) async throws {
        let world = StackWorld([:])
        var run = try world.run(
            "globals: [{name: flag, value: true}]\nresources: [{name: r, if: \(condition)}]",
            ["r": file(["exists", "create"])]
        )
        #expect(try await run.build().isGood)
        #expect(world.sent == (holds ? ["exists", "create"] : []))
    }

    @Test(arguments: ["''", "dev", "\"{{ nothing }}\""])
    func `text that is no condition ends the run`(condition: String) async throws {
        let world = StackWorld([:])
        var run = try world.run(
            "resources: [{name: r, if: \(condition)}]",
            ["r": file(["exists", "create"])]
        )
        #expect(try await !run.build().isGood)
        #expect(world.sent.isEmpty)
    }

    @Test func `a program's output becomes variables`() async throws {
        let world = StackWorld([:], programOutput: #"{"a": "x", "b": 1}"#)
        var run = try world.run(
            "resources: [{name: p, type: script, run: 'make {{ stack_env }}', exports: [a]}, {name: r}]",
            ["r": "/*+ exists */\ne\n/*+ create */\nuse {{ a }}"]
        )
        #expect(try await run.build().isGood)
        #expect(world.sent == ["run: make dev", "e", "use x"])
    }

    @Test func `a dry run sends nothing and shows what would be sent`() async throws {
        let world = StackWorld([:])
        var options = StackOptions()
        options.isDry = true
        var run = try world.run(
            "resources: [{name: r, exports: [id]}, {name: s}]",
            [
                "r": file(["exists", "create", "update", "statecheck", "exports"]),
                "s": "/*+ exists */\nneeds {{ id }}\n/*+ create */\nc",
            ],
            options: options
        )
        #expect(try await run.build().isGood)
        #expect(world.sent.isEmpty)
        #expect(world.progress.contains("r create:\ncreate"))
        #expect(world.progress.contains("needs <evaluated>"))
        #expect(!world.progress.contains("r update"))
    }

    @Test(
        arguments: [
            ("'{{ nothing }}'", "NULL"), ("('{{ nothing }}', '{{ value }}')", "(NULL, '')"),
            ("'x{{ nothing }}'", "'x'"), ("'it''{{ nothing }}''s'", "'it''''s'"),
            ("{{ nothing | default('d') }}", "d"),
        ] as [(String, String)]
    )
    func `an unknown value alone in its quotes is NULL where something is created`(
        query: String,
        text: String
    ) async throws {
        #expect(try await self.text("[{name: value, value: ''}]", query: query) == text)
    }

    @Test func `a mistake in a template has its line`() async throws {
        let world = StackWorld([:])
        var run = try world.run(
            "resources: [{name: r}]",
            ["r": "/*+ exists */\ne\n/*+ create */\nINSERT\n  {{ a b }}"]
        )
        #expect(try await !run.build().isGood)
        #expect(world.progress.contains("resources/r.iql:5: error: "))
        #expect(world.sent.isEmpty)
    }
}
