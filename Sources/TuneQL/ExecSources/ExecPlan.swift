import TuneQLCatalog
import TuneQLScan
import TuneQLSyntax

/// A checked EXEC in a FROM, before its calls.
struct ExecPlan {
    var source: ExecSource
    /// The EXEC as a statement of its own, of the same text.
    var run: StatementRun
    var resource: Resource
    var method: Method
    /// The names of the values that the statement gives.
    var argumentNames: [String]
    /// The fields of the response; none when the method returns nothing.
    var fields: [Field]

    var exec: Exec { source.exec }

    /// Whether its rows are the outcomes of the calls instead of their responses.
    var isReport: Bool { fields.isEmpty || exec.source != nil && !method.isRead }

    /// The column that its rows show besides the status.
    var extra: [CallOutcome].Extra {
        if run.statement.hasHint("SHOWRESULTS"), !fields.isEmpty { return .response }
        return run.statement.hasHint("AWAIT") ? .state : .nothing
    }

    /// The table without its rows.
    func table(named name: String) -> ExecTable {
        var table = ExecTable(name: name, method: method, resource: resource)
        if isReport {
            table.itemsPath = ["rows"]
            table.resource.columns = ExecTable.reportColumns(
                argumentNames,
                with: extra,
                response: method.responseMessage
            )
        } else {
            table.itemsPath = method.rows.memberNames
            table.namesParameters = fields == resource.columns
            table.resource.columns = fields
        }
        return table
    }
}
