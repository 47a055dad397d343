import Testing
import TuneQLDeploy
import TuneQLJSON

struct ManifestTests {
    private func manifest(_ yaml: String) throws -> StackManifest {
        try StackManifest(yaml: Array(yaml.utf8), file: "m.yml", folder: "folder")
    }

    @Test func `a manifest has its parts`() throws {
        let manifest = try manifest(
            """
            version: 1
            name: demo
            providers: [google, "aws::v24"]
            globals:
              - name: project
                value: "{{ PROJECT }}"
            resources:
              - name: net
                props:
                  - name: cidr
                    values: {dev: {value: 10.0.0.0/8}}
                  - name: labels
                    merge: [common]
                exports: [id, {selfLink: link}]
                protected: [id]
                if: "'{{ stack_env }}' == 'dev'"
              - name: look
                type: query
                sql: SELECT 1
            exports: [link]
            """
        )
        #expect(manifest.name == "demo")
        #expect(manifest.providers == ["google", "aws::v24"])
        #expect(manifest.globals.map(\.name) == ["project"])
        #expect(manifest.resources.map(\.kind) == [.resource, .query])
        let resource = manifest.resources[0]
        #expect(resource.exports.map(\.name) == ["id", "link"])
        #expect(resource.exports.map(\.column) == ["id", "selfLink"])
        #expect(resource.properties[1].merge == ["common"])
        #expect(resource.line == 8)
        #expect(manifest.exports == ["link"])
        #expect(manifest.warnings.isEmpty)
    }

    @Test(
        arguments: [
            ("", 1, "the document is empty"),
            ("a", 1, "a manifest is a mapping with the key resources"),
            ("- a", 1, "a resource has no name"),
            ("resources:\n  - type: query", 2, "a resource has no name"),
            ("resources:\n  - name: a\n    type: qery", 3, "a has the unknown type qery"),
            (
                "resources:\n  - name: a\n    props:\n      - value: 1", 4,
                "an element of props has no name"
            ),
            ("resources: 3", 1, "resources must be a list"),
            ("resources:\n  - name: a\n    exports: [[b]]", 3, "an export must be text"),
            ("name: a\nname: b", 2, "the key 'name' occurs twice"),
        ] as [(String, Int, String)]
    )
    func `a mistake has its line`(yaml: String, line: Int, message: String) throws {
        let error = #expect(throws: StackError.self) { try manifest(yaml) }
        #expect(error?.message == message)
        #expect(error?.line == line)
        #expect(error?.file == "m.yml")
    }

    @Test func `an empty list of resources and no name are fine`() throws {
        #expect(try manifest("resources:").resources.isEmpty)
        #expect(try manifest("version: 3").name == "folder")
    }

    @Test func `an unknown key gets a warning`() throws {
        let warnings = try manifest("resources:\n  - name: a\n    protcted: [x]").warnings
        #expect(
            warnings == [
                "m.yml:3: warning: the key protcted is not known and ignored; did you mean "
                    + "protected?"
            ]
        )
    }

    @Test func `a list is read as tuneql manifest prints it`() throws {
        let manifest = try manifest(
            """
            - name: job
              props:
                - name: spec
                  value:
                    - name: uri
                      value: gs://b/x
                    - name: examples
                      value:
                        - - name: role
                            value: user
                - name: labels
                  value: {a: b}
            """
        )
        #expect(manifest.name == "folder")
        #expect(manifest.resources.map(\.name) == ["job"])
        #expect(
            manifest.resources[0].properties.map(\.value) == [
                ["uri": "gs://b/x", "examples": [["role": "user"]]], ["a": "b"],
            ]
        )
    }
}
