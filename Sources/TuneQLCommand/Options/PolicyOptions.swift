import ArgumentParser
import TuneQL

/// The limits on what statements may do.
struct PolicyOptions: ParsableArguments {
    @Flag(
        name: .customLong("dryrun"),
        help: "Show the requests of statements instead of sending them; no write is sent."
    )
    var isDryRun = false

    @Flag(help: "Refuse statements that change something at a service, and REGISTRY PULL.")
    var readOnly = false

    @Flag(
        name: .customLong("safe"),
        help: ArgumentHelp(
            "Refuse statements that read or write files: readfile, csv_rows, ATTACH, VACUUM INTO, "
                + "REGISTRY PULL; a value is limited to 16 MB."
        )
    )
    var isSafe = false

    @Flag(
        help: ArgumentHelp(
            "Make the calls of EXEC, INSERT, UPDATE, REPLACE and DELETE without asking, however "
                + "many rows they have."
        )
    )
    var yes = false

    @Flag(help: "Write the available rows when some calls of a SELECT fail; exit code 3.")
    var partial = false

    @Flag(
        name: .customLong("allow-unknown-fields"),
        help: "Send members and values that the provider document does not define."
    )
    var sendsUnknownFields = false

    @Option(help: ArgumentHelp("Make no more calls than this for a statement.", valueName: "n"))
    var maxCalls: Int?

    @Option(
        help: ArgumentHelp("End a statement that takes longer than this.", valueName: "seconds")
    )
    var timeout: Double?

    @Option(
        name: .customLong("http.response.pageLimit"),
        help: ArgumentHelp(
            "Read no more pages of a list than this; missing rows are reported.",
            valueName: "n"
        )
    )
    var pageLimit: Int?

    func validate() throws {
        guard maxCalls ?? 0 >= 0, pageLimit ?? 1 > 0 else {
            throw ValidationError("--max-calls and --http.response.pageLimit take counts")
        }
        guard timeout.map({ $0 > 0 && $0 < 1e9 }) ?? true else {
            throw ValidationError("--timeout takes a number of seconds")
        }
    }

    /// The policy of a session.
    var policy: Session.Policy {
        var policy = Session.Policy()
        policy.isReadOnly = readOnly
        policy.isDryRun = isDryRun
        policy.maximumCalls = maxCalls
        policy.maximumPages = pageLimit
        policy.allowsPartialResults = partial
        policy.sendsUnknownFields = sendsUnknownFields
        policy.timeLimit = timeout.map { .seconds($0) }
        policy.progress = { printMessage($0) }
        if !yes { policy.approval = Approval.ask }
        return policy
    }
}
