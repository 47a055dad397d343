import Testing
import TuneQLCatalog

@Suite struct NameTemplateTests {
    private let template = NameTemplate(
        "projects/{projectsId}/locations/{locationsId}/tuningJobs/{tuningJobsId}"
    )

    @Test(arguments: ["p-1", "123456789012"])
    func `a name gives the parameters back`(project: String) {
        let name = "projects/\(project)/locations/us-central1/tuningJobs/77"
        let arguments = [
            "projectsId": project, "locationsId": "us-central1", "tuningJobsId": "77",
        ]
        #expect(template.arguments(from: name) == arguments)
        #expect(template.name(with: arguments) == name)
    }

    @Test(
        arguments: [
            "", "77", "projects/p/locations/l/tuningJobs/", "projects/p/locations/l/tuningJobs",
            "projects/p/locations/l/tuningJobs/77/operations/8",
            "projects//locations/l/tuningJobs/77", "/projects/p/locations/l/tuningJobs/77",
            "projects/p/locations/l/TuningJobs/77", "projects/p/locations/l/models/77",
        ]
    )
    func `another form gives nothing`(name: String) {
        #expect(template.arguments(from: name) == nil)
    }

    @Test func `a mark behind a slash hides no slash`() {
        let template = NameTemplate("{a}/{b}")
        #expect(template.arguments(from: "x/\u{338}y") == ["a": "x", "b": "\u{338}y"])
        #expect(template.arguments(from: "x/\u{338}y/z") == nil)
    }

    @Test func `the parameters are known in their order`() {
        #expect(template.parameters == ["projectsId", "locationsId", "tuningJobsId"])
        #expect(template.lastParameter == "tuningJobsId")
        #expect(NameTemplate("projects/{p}/settings").lastParameter == nil)
        #expect(template.name(with: ["projectsId": "p"]) == nil)
    }

    @Test func `a template of one part takes names without a slash`() {
        let template = NameTemplate("{id}")
        #expect(template.arguments(from: "x") == ["id": "x"])
        #expect(template.arguments(from: "x/y") == nil)
        #expect(template.arguments(from: "") == nil)
    }

    @Test(
        arguments: [
            ("projects/p/locations/l/jobs/1", true), ("projects/p/locations/l/jobs/2", false),
            ("projects/p/locations/l/jobs/x", false), ("projects/7/locations/l/jobs/1", true),
            ("projects/q/locations/l/jobs/1", false), ("projects/p/locations/m/jobs/1", false),
            ("projects/p/locations/l/tasks/1", false), ("jobs/1", false), ("", false),
        ] as [(String, Bool)]
    )
    func `a name is that of the row that was asked for, however it spells the project`(
        name: String,
        matches: Bool
    ) {
        let template = NameTemplate("projects/{p}/locations/{l}/jobs/{j}")
        #expect(template.matches(name, ["p": "p", "l": "l", "j": "1"]) == matches)
    }
}
