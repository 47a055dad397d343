import Testing
import TuneQL

/// Values that cannot be ids or names are refused before any request.
@Suite struct OddParameterTests {
    private static let name = "projects/demo-project/locations/us-central1/tuningJobs/12"

    @Test(
        arguments: [
            (
                "SELECT state FROM %t WHERE %w AND tuningJobsId = '\(name)'",
                "tuningJobsId is '\(name)', which is a full name: an id contains no slash",
                "write tuningJobsId = '12', or name = '\(name)' instead"
            ),
            (
                "SELECT state FROM %t WHERE %w AND tuningJobsId IN ('1', 'tuningJobs/12')",
                "tuningJobsId is 'tuningJobs/12', which is a full name: an id contains no slash",
                "write tuningJobsId = '12'"
            ),
            (
                "SELECT state FROM %t WHERE projectsId = 'a/b' AND locationsId = 'us-central1'",
                "projectsId is 'a/b', which is a full name: an id contains no slash",
                "an id is one part of a name, without slashes"
            ),
            (
                "EXEC %t.cancel @projectsId = 'demo-project', @locationsId = 'us-central1', "
                    + "@tuningJobsId = '\(name)'",
                "tuningJobsId is '\(name)', which is a full name: an id contains no slash",
                "write '12'"
            ),
            (
                "INSERT INTO %t (projectsId, locationsId, baseModel) VALUES ('projects/p', 'us-central1', 'm')",
                "projectsId is 'projects/p', which is a full name: an id contains no slash",
                "write 'p'"
            ),
            (
                "SELECT state FROM %t WHERE projectsId = 'demo-project\n' AND locationsId = 'us-central1'",
                "projectsId is 'demo-project\\n', which ends with a line break",
                "write 'demo-project'"
            ),
            (
                "SELECT state FROM %t WHERE projectsId IN ('p', ' demo-project') AND locationsId = 'us-central1'",
                "projectsId is ' demo-project', which begins with a blank", "write 'demo-project'"
            ),
            (
                "SELECT state FROM %t WHERE projectsId = 'p' AND locationsId = 'us-central1\u{A0}'",
                "locationsId is 'us-central1\\u{a0}', which ends with a blank",
                "write 'us-central1'"
            ),
            (
                "SELECT state FROM %t WHERE name = '\(name)\t'",
                "name is '\(name)\\t', which ends with a tab", "write '\(name)'"
            ),
            (
                "EXEC %t.cancel @projectsId = 'demo-project', @locationsId = 'us-central1\r\n', "
                    + "@tuningJobsId = '1'",
                "locationsId is 'us-central1\\r\\n', which ends with a line break",
                "write 'us-central1'"
            ),
            (
                "EXEC %t.cancel SELECT 'demo-project' AS projectsId, 'us-central1' AS locationsId, "
                    + "'1 ' AS tuningJobsId",
                "tuningJobsId is '1 ', which ends with a blank", "write '1'"
            ),
            (
                "INSERT INTO %t (projectsId, locationsId, baseModel) VALUES ('  ', 'us-central1', 'm')",
                "projectsId is '  ', which ends with a blank", "a name cannot be blank"
            ),
        ]
    )
    func `an odd value is shown and refused`(
        _ sql: String,
        _ message: String,
        _ help: String
    ) async throws {
        let world = try World()
        let error = try #require(await world.error(World.filled(sql)))
        #expect(error.code == .invalidValue)
        #expect(error.message == message)
        #expect(error.help == help)
        #expect(world.transport.count == 0)
    }

    @Test func `a text about things may hold slashes and end with a blank`() async throws {
        let world = try World()
        let filter = "labels.team=\"a/b\" "
        let rows = try await world.rows(
            World.filled("SELECT name FROM %t WHERE %w AND filter = :filter"),
            ["filter": .text(filter)]
        )
        #expect(rows.isEmpty)
        #expect(world.transport.requests.map { $0.query["filter"] } == [filter])
    }
}
