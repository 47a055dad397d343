import ProgramSupport
import Testing

/// A misspelt service or provider must not send anything to the real cloud.
struct OptionNameTests {
    private static let select = """
        SELECT name FROM google.aiplatform.tuning_jobs
        WHERE projectsId = 'demo-project' AND locationsId = 'us-central1'
        """

    @Test(
        arguments: [
            (
                ["--endpoint", "google.aiplatfrom=http://127.0.0.1:1"],
                "there is no service google.aiplatfrom, which --endpoint names",
                "did you mean google.aiplatform?"
            ),
            (
                ["--endpoint", "aiplatfrm=http://127.0.0.1:1"],
                "there is no service aiplatfrm, which --endpoint names",
                "did you mean aiplatform?"
            ),
            (
                ["--endpoint", "Google.aiplatform=http://127.0.0.1:1"],
                "there is no service Google.aiplatform, which --endpoint names",
                "did you mean google.aiplatform?"
            ),
            (
                ["--endpoint", "nope=http://127.0.0.1:1"],
                "there is no service nope, which --endpoint names",
                "SHOW SERVICES IN google lists services"
            ),
            (
                ["--limit", "aiplatfrom=1/s"],
                "there is no service aiplatfrom, which --limit names",
                "did you mean aiplatform?"
            ),
            (
                ["--auth", #"{"gogle": {"type": "null_auth"}}"#],
                "--auth has an entry for gogle, which is not a known provider",
                "did you mean google?"
            ),
            (
                ["--auth", #"{"github": {"type": "null_auth"}, "Google": {}}"#],
                "--auth has an entry for Google, which is not a known provider",
                "did you mean google?"
            ),
            (
                ["--auth", "{bad"],
                "--auth is not JSON: a value, a name or a separator was expected, at byte 1",
                #"write --auth '{"google": {"type": "null_auth"}}'"#
            ),
            (
                ["--auth", "[]"], "--auth is not a JSON object",
                #"write --auth '{"google": {"type": "null_auth"}}'"#
            ),
            (
                ["--auth", #"{"google": "null_auth"}"#],
                "--auth: the entry for google is not a JSON object",
                #"write --auth '{"google": {"type": "null_auth"}}'"#
            ),
        ] as [([String], String, String)]
    )
    func `a name that nothing has is refused at once`(
        _ arguments: [String],
        _ message: String,
        _ help: String
    ) throws {
        for rest in [["SELECT 1"], ["--dryrun", Self.select]] {
            let outcome = try Program.run(["exec"] + arguments + rest)
            #expect(outcome.output == "")
            #expect(outcome.error == "error: \(message)\nhelp: \(help)\n")
            #expect(outcome.exitCode == 1)
        }
    }

    @Test(arguments: [
        ["--auth", #"{"github": {"type": "basic"}, "aws": {"type": "aws_signing_v4"}}"#],
        ["--auth", ""], ["--limit", "aiplatform=off"], ["--limit", "google.aiplatform=1/s"],
        ["--endpoint", "aiplatform=http://127.0.0.1:1"],
    ])
    func `names of known services and of providers for others are accepted`(
        _ arguments: [String]
    ) throws {
        let outcome = try Program.run(["exec", "-H"] + arguments + ["SELECT 1"])
        #expect(outcome == Program.Outcome(output: "1\n", error: "", exitCode: 0))
    }

    @Test func `a variable that nearly names a service is refused, one of another service is not`()
        throws
    {
        let name = "CLOUDSDK_API_ENDPOINT_OVERRIDES_"
        let origin = "http://127.0.0.1:1"
        let refused = try Program.run(
            ["exec", "SELECT 1"],
            environment: ["\(name)AIPLATFROM": origin]
        )
        #expect(
            refused.error == """
                error: there is no service aiplatfrom, which \(name)AIPLATFROM names
                help: did you mean aiplatform?

                """
        )
        #expect(refused.exitCode == 1)
        let accepted = try Program.run(
            ["exec", "SELECT 1"],
            environment: ["\(name)COMPUTE": origin, "\(name)AIPLATFORM": origin]
        )
        #expect(accepted.exitCode == 0)
    }

    @Test func `auth status does not answer for another provider`() throws {
        let outcome = try Program.run([
            "auth", "status", "--auth", #"{"gogle": {"type": "null_auth"}}"#,
        ])
        #expect(outcome.output == "")
        #expect(outcome.error.contains("did you mean google?"))
        #expect(outcome.exitCode == 1)
    }

    @Test(arguments: [["exec", "SELECT 1"], ["auth", "status"]])
    func `certificates that are not there are named`(_ command: [String]) throws {
        let outcome = try Program.run(command + ["--CABundle", "/nonexistent/ca.pem"])
        #expect(outcome.output == "")
        #expect(
            outcome.error == """
                error: /nonexistent/ca.pem, which --CABundle names, cannot be read: \
                No such file or directory

                """
        )
        #expect(outcome.exitCode == 1)
    }
}
