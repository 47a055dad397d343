import Testing
import TuneQLJSON
import TuneQLSyntax
import TuneQLTemplates

/// Where values come from.
struct ValueSourceTests {
    private func values(
        _ text: String,
        _ language: ValueLanguage,
        _ variables: [String: String] = [:],
        importsFiles: Bool = true
    ) throws -> String {
        let source = ValueText(
            name: "v",
            text: text,
            language: language,
            variables: variables,
            importsFiles: importsFiles
        )
        return try JSONValue.object(source.values()).text
    }

    @Test(
        arguments: [
            ("{\"a\": 1}", .json, "{\"a\":1}"),
            ("a: 1\nb: [x]\n", .yaml, "{\"a\":1,\"b\":[\"x\"]}"),
            ("local x = 2; {a: x * 3, b: std.extVar('p')}", .jsonnet, "{\"a\":6,\"b\":\"it's\"}"),
        ] as [(String, ValueLanguage, String)]
    )
    func `values are read`(_ text: String, _ language: ValueLanguage, _ expected: String) throws {
        #expect(try values(text, language, ["p": "it's"]) == expected)
    }

    @Test(
        arguments: [
            (
                "{\n\"a\": }", .json,
                "v:2:6: this is not JSON: a value, a name or a separator was expected"
            ),
            ("a: 1\na: 2", .yaml, "v:2: this is not YAML: the key 'a' occurs twice"),
            ("{a: std.extVar('q')}", .jsonnet, "undefined external variable: q"),
            ("local f(x) = f(x) + 1; {a: f(1)}", .jsonnet, "max stack frames exceeded"),
            ("{a: ", .jsonnet, "v:1"),
            ("[1]", .json, "the values must be members of an object, or a manifest's list"),
            ("{a: import 'x'}", .jsonnet, "--safe does not let jsonnet import files"),
        ] as [(String, ValueLanguage, String)]
    )
    func `values that cannot be read are refused`(
        _ text: String,
        _ language: ValueLanguage,
        _ message: String
    ) throws {
        let error = try #require(throws: TemplateFailure.self) {
            try values(text, language, importsFiles: false)
        }
        #expect(error.message.contains(message), "\(error.message)")
    }

    @Test(
        arguments: [
            ("a.json", "", .json), ("a.YML", "", .yaml), ("a.libsonnet", "", .jsonnet),
            ("/dev/fd/3", " {\"a\": 1}", .json), ("values", "a: 1", .yaml),
        ] as [(String, String, ValueLanguage)]
    )
    func `the language follows from the name or the text`(
        _ name: String,
        _ text: String,
        _ language: ValueLanguage
    ) {
        #expect(ValueLanguage(ofFile: name, text: text) == language)
    }

    @Test func `a manifest's names and values become objects`() throws {
        let manifest = """
            - name: my_job
              props:
                - name: baseModel
                  value: gemini-2.5-flash
                - name: supervisedTuningSpec
                  value:
                    - name: trainingDatasetUri
                      value: gs://b/x.jsonl
                    - name: hyperParameters
                      value:
                        - name: epochCount
                          value: '4'
                - name: buckets
                  value:
                    - - name: left
                        value: 1
                    - - name: left
                        value: 2
                - name: indices
                  value: [a, b]
                - name: description
            """
        #expect(
            try values(manifest, .yaml)
                == #"{"baseModel":"gemini-2.5-flash","supervisedTuningSpec":{"trainingDatasetUri":"#
                + #""gs://b/x.jsonl","hyperParameters":{"epochCount":"4"}},"#
                + #""buckets":[{"left":1},{"left":2}],"indices":["a","b"],"description":null}"#
        )
        let two = "[{name: a, props: [{name: x, value: 1}]}, {name: b, props: []}]"
        #expect(try values(two, .yaml) == #"{"a":{"x":1},"b":{}}"#)
    }

    @Test(
        arguments: [
            ("<<<json {\"a\": 1} >>>SELECT 1", .json, " {\"a\": 1} "),
            (
                "#!/usr/bin/env tuneql\n-- x\n/* y */ <<<jsonnet\n{a: '>>>',\n}\n>>>\nSELECT",
                .jsonnet,
                "\n{a: '>>>',\n}\n"
            ),
        ] as [(String, ValueLanguage, String)]
    )
    func `a script begins with values`(
        _ text: String,
        _ language: ValueLanguage,
        _ content: String
    ) throws {
        let block = try #require(try EmbeddedValues(in: text))
        #expect(block.language == language)
        #expect(String(decoding: Array(text.utf8)[block.content], as: UTF8.self) == content)
        let rest = block.removed(from: text)
        #expect(
            rest.utf8.count == text.utf8.count && !rest.contains("<<<") && rest.contains("SELECT")
        )
    }

    @Test func `a block that is unknown or open is refused`() throws {
        #expect(try EmbeddedValues(in: "SELECT 1 << 2; <<<json x >>>") == nil)
        #expect(try EmbeddedValues(in: "") == nil)
        #expect(throws: SyntaxError.self) { try EmbeddedValues(in: "<<<json {}") }
        #expect(throws: SyntaxError.self) { try EmbeddedValues(in: "<<<toml x >>>") }
    }

    @Test func `a file of environment variables is read`() throws {
        let text = """
            # comment
            A=plain text # not this
            export B = "x\\n\\"y\\"" # nor this
            C='it is $A'\r
            D=
            A=last#kept

            """
        let variables = try EnvironmentFile.variables(in: text)
        #expect(variables.map(\.name) == ["A", "B", "C", "D", "A"])
        #expect(variables.map(\.value) == ["plain text", "x\n\"y\"", "it is $A", "", "last#kept"])
        for wrong in ["x", "1A=2", "A='x", "A=\"x\" y", "=3"] {
            let error = #expect(throws: TemplateFailure.self) {
                try EnvironmentFile.variables(in: "A=1\n" + wrong)
            }
            #expect(error?.message == "line 2 is not NAME=value")
        }
    }
}
