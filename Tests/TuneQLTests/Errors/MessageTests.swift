import Testing
import TuneQL

@Suite struct MessageTests {
    @Test(
        arguments: [
            (
                "SELECT name FROM %t ⟦WHERE projectsId = 'p'⟧",
                "tuning_jobs cannot be listed without locationsId",
                "add  AND locationsId = '…'   (list needs projectsId, locationsId; get also tuningJobsId)"
            ),
            (
                "SELECT name FROM ⟦%t⟧ LIMIT 3",
                "tuning_jobs cannot be listed without projectsId, locationsId",
                "add  WHERE projectsId = '…' AND locationsId = '…'   "
                    + "(list needs projectsId, locationsId; get also tuningJobsId)"
            ),
            (
                "SELECT name FROM %t ⟦WHERE projectsId = 'p' AND locationsId LIKE 'us-%'⟧",
                "tuning_jobs cannot be listed without locationsId",
                "add  AND locationsId = '…'   (list needs projectsId, locationsId; get also tuningJobsId)"
            ),
            (
                "SELECT name FROM %t ⟦WHERE %w OR state = 'x'⟧",
                "tuning_jobs cannot be listed without projectsId, locationsId",
                "add  AND projectsId = '…' AND locationsId = '…'   "
                    + "(list needs projectsId, locationsId; get also tuningJobsId)"
            ),
            (
                "SELECT name FROM %t ⟦WHERE projectsId = 'full join'⟧",
                "tuning_jobs cannot be listed without locationsId",
                "add  AND locationsId = '…'   (list needs projectsId, locationsId; get also tuningJobsId)"
            ),
            (
                "SELECT ⟦nme⟧ FROM %t WHERE %w", "no such column: nme", "did you mean name?"
            ),
            (
                "SELECT 1 FROM google.aiplatform.⟦tuning_job⟧ WHERE %w",
                "tuning_job is not a resource of google.aiplatform", "did you mean tuning_jobs?"
            ),
            (
                "SELECT 1 FROM ⟦gogle⟧.aiplatform.tuning_jobs WHERE %w", "gogle is not a provider",
                "did you mean google?"
            ),
            (
                "SELECT 1 FROM google.⟦aiplatfrom⟧.tuning_jobs WHERE %w",
                "aiplatfrom is not a service of google", "did you mean aiplatform?"
            ),
            (
                "EXEC %t.⟦cancle⟧ @projectsId = 'a'",
                "cancle is not a method of google.aiplatform.tuning_jobs", "did you mean cancel?"
            ),
            ("SET ⟦pushdwn⟧ = 'off'", "there is no setting pushdwn", "did you mean pushdown?"),
            ("SET pushdown = ⟦'maybe'⟧", "pushdown must be on or off, not 'maybe'", nil),
            ("USE ⟦gogle⟧", "gogle is not a provider", "did you mean google?"),
            ("SELECT ⟦lenght⟧('a')", "no such function: lenght", "did you mean length?"),
            (
                "⟦SELECT 1 WHERE 'a' REGEXP '('⟧",
                "'(' is not a regular expression: a ( is not closed", nil
            ),
            ("⟦SELECT json('{')⟧", "malformed JSON", nil),
            (
                "SELECT 1 FROM (SELECT 1 AS x) t FULL JOIN ⟦%t⟧ j ON j.state = t.x",
                "tuning_jobs cannot be listed without projectsId, locationsId",
                "RIGHT and FULL JOIN keep rows that ON does not match: give the parameters in "
                    + "WHERE, or join (SELECT … FROM … WHERE …) in place of the table"
            ),
            ("SELECT ⟦:x⟧ + 1", "the variable :x has no value", nil),
        ] as [(String, String, String?)]
    )
    func `an error has its words, its place and its help`(
        _ marked: String,
        _ message: String,
        _ help: String?
    ) async throws {
        let world = try World()
        let (text, range) = unmark(World.filled(marked))
        let error = try #require(await world.error(text))
        #expect(error.message == message)
        #expect(error.range == range)
        #expect(error.help == help)
        #expect(world.transport.count == 0)
    }

    @Test func `an error in rows has the place of the statement`() async throws {
        let world = try World()
        let (text, range) = unmark(
            World.filled(
                "⟦SELECT abs(-9223372036854775808 + length(name) - length(name)) FROM %t WHERE %w⟧"
            )
        )
        let error = try #require(await world.error(text))
        #expect(error.code == .sql)
        #expect(error.range == range)
    }

    @Test func `two statements in one text are refused`() async throws {
        let world = try World()
        let (text, range) = unmark("SELECT 1; ⟦SELECT 2⟧")
        let error = try #require(await world.error(text))
        #expect(error.message == "the text contains more than one statement")
        #expect(error.range == range)
    }
}
