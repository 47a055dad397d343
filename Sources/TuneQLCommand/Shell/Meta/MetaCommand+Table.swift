extension MetaCommand {
    /// All commands, in the order of the help.
    static let all: [MetaCommand] = statements + catalog + output + scripts + session

    /// Statements and the shell.
    private static let statements: [MetaCommand] = [
        MetaCommand(
            "help",
            ["?", "h"],
            "[NAME | shortcuts]",
            .command,
            .help,
            "Show this list, one command in detail, or the keys"
        ),
        MetaCommand(
            "quit",
            ["q", "exit"],
            "",
            .none,
            .quit,
            "Leave the shell",
            "Ctrl-D on an empty line leaves too."
        ),
        MetaCommand(
            "g",
            ["go"],
            "[FILE]",
            .file,
            .run,
            "Run the last statement again, or end one",
            #"At the end of a statement, \g takes the place of the semicolon; with FILE the "#
                + "result is written there."
        ),
        MetaCommand(
            "gx",
            ["G", "ego"],
            "[FILE]",
            .file,
            .runExpanded,
            "Like g, with a line for each value",
            #"At the end of a statement, \gx and \G take the place of the semicolon."#
        ),
        MetaCommand(
            "edit",
            ["e", "ed"],
            "[FILE]",
            .file,
            .edit,
            "Edit the open or the last statement in $VISUAL or $EDITOR",
            "The text runs when it is saved with a semicolon at its end; unchanged text does not."
        ),
        MetaCommand(
            "buffer",
            ["p"],
            "",
            .none,
            .buffer,
            "Show the open or the last statement"
        ),
        MetaCommand(
            "reset",
            ["r", "clear"],
            "",
            .none,
            .reset,
            "Drop the open statement, as Ctrl-C does"
        ),
        MetaCommand(
            "watch",
            [],
            "[N] [--key COLUMN] [--count N] [--bell] [--run COMMAND] STATEMENT",
            .statement,
            .watch,
            "Run a statement every N seconds and mark what has changed",
            "Without a statement, the last one is run. It ends when UNTIL and a condition at the "
                + "end of the statement hold for every row, after --count runs, and by Ctrl-C. "
                + #"Also as an end of a statement: SELECT … \watch 5."#
        ),
        MetaCommand(
            "chart",
            [],
            "[KIND] [STATEMENT]",
            .statement,
            .chart,
            "Draw the result of a statement, or of the last one",
            "KIND is bars, histogram, timeline or spark; else the columns choose it."
        ),
        MetaCommand(
            "explain",
            [],
            "[STATEMENT]",
            .statement,
            .explain,
            "Show the calls that a statement, or the last one, would make"
        ),
        MetaCommand(
            "param",
            ["parameter", "bind"],
            "[set NAME VALUE | unset NAME | list | clear]",
            .parameter,
            .parameter,
            "Give values to :name, @name and $name in statements",
            "A value is a number, true, false, null, or a text with or without quotes."
        ),
    ]

    /// What there is to query.
    private static let catalog: [MetaCommand] = [
        MetaCommand(
            "tables",
            ["dt", "dv"],
            "[PATTERN]",
            .resource,
            .tables,
            "List local tables and the resources of services",
            "PATTERN is a name, in which * and % stand for anything: .tables google.ai*"
        ),
        MetaCommand(
            "describe",
            ["d", "desc"],
            "[NAME]",
            .resource,
            .describe,
            "Show the columns of a resource or a table"
        ),
        MetaCommand(
            "schema",
            ["d+"],
            "[NAME]",
            .resource,
            .schema,
            "Show the definition of a resource or a table"
        ),
        MetaCommand(
            "methods",
            ["df", "dm"],
            "RESOURCE",
            .resource,
            .methods,
            "List a resource's methods"
        ),
        MetaCommand(
            "providers",
            ["l", "databases"],
            "",
            .none,
            .providers,
            "List the providers"
        ),
        MetaCommand(
            "services",
            ["dn"],
            "[PROVIDER]",
            .provider,
            .services,
            "List a provider's services"
        ),
        MetaCommand(
            "resources",
            [],
            "PROVIDER.SERVICE",
            .service,
            .resources,
            "List a service's resources"
        ),
        MetaCommand(
            "auth",
            ["conninfo"],
            "[PROVIDER]",
            .provider,
            .auth,
            "Show which credentials are used"
        ),
        MetaCommand(
            "limits",
            [],
            "",
            .none,
            .limits,
            "Show the limits on calls, pages, rows and time"
        ),
    ]

    /// How results look and where they go.
    private static let output: [MetaCommand] = [
        MetaCommand(
            "mode",
            ["format"],
            "[FORMAT]",
            .format,
            .mode,
            "Choose the format of results",
            "Without FORMAT it shows the one in use and all that there are."
        ),
        MetaCommand(
            "headers",
            ["header"],
            "[on | off]",
            .toggle,
            .headers,
            "Show the names of columns or not"
        ),
        MetaCommand(
            "expanded",
            ["x"],
            "[on | off | auto]",
            .toggle,
            .expanded,
            "Write a line for each value; auto: where a row is too wide for the terminal"
        ),
        MetaCommand(
            "nullvalue",
            ["null"],
            "[TEXT]",
            .text,
            .nullValue,
            "Choose the text for NULL"
        ),
        MetaCommand(
            "width",
            ["widths"],
            "[N …]",
            .text,
            .width,
            "Choose the widths of columns; 0 is as wide as the values"
        ),
        MetaCommand(
            "pager",
            ["less"],
            "[on | off | auto]",
            .toggle,
            .pager,
            "Show results that are larger than the screen in $PAGER"
        ),
        MetaCommand(
            "output",
            ["o", "out"],
            "[FILE]",
            .file,
            .output,
            "Write results to a file from now on; without FILE, to the terminal"
        ),
        MetaCommand(
            "once",
            [],
            "FILE",
            .file,
            .once,
            "Write the next result to a file"
        ),
        MetaCommand(
            "timer",
            ["timing"],
            "[on | off]",
            .toggle,
            .timer,
            "Report time, calls, pages and bytes of each statement"
        ),
    ]

    /// Files of statements and saved ones.
    private static let scripts: [MetaCommand] = [
        MetaCommand(
            "read",
            ["i", "ir", "include"],
            "FILE",
            .file,
            .read,
            "Run the statements and commands in a file",
            "In a file, the name of another is relative to the folder of the first."
        ),
        MetaCommand(
            "save",
            ["fs"],
            "NAME STATEMENT",
            .statement,
            .save,
            "Save a statement under a name",
            "Its $1, $2 and so on get the values that follow the name when it is run."
        ),
        MetaCommand(
            "favourite",
            ["f", "favorite"],
            "[NAME] [VALUE …]",
            .savedQuery,
            .favourite,
            "Run a saved statement, or list all"
        ),
        MetaCommand("forget", ["fd"], "NAME", .savedQuery, .forget, "Delete a saved statement"),
        MetaCommand(
            "echo",
            [],
            "[on | off]",
            .toggle,
            .echo,
            "Show each statement on stderr before it runs"
        ),
        MetaCommand(
            "bail",
            [],
            "[on | off]",
            .toggle,
            .bail,
            "Stop a file at its first error"
        ),
        MetaCommand("print", ["qecho"], "TEXT", .text, .print, "Write a text"),
    ]

    /// The session.
    private static let session: [MetaCommand] = [
        MetaCommand(
            "cache",
            [],
            "[off | clear | DURATION]",
            .text,
            .cache,
            "Show, change or empty the cache of responses",
            ".cache 5m keeps responses for five minutes, .cache off none."
        ),
        MetaCommand(
            "complete",
            [],
            "[on | off]",
            .toggle,
            .complete,
            "Complete words with Tab or not"
        ),
        MetaCommand(
            "show",
            ["settings", "pset"],
            "[NAME VALUE]",
            .text,
            .show,
            "Show the settings of shell and session",
            #"Also as psql changes them: \pset null TEXT, \pset pager off, \pset format csv."#
        ),
    ]
}
