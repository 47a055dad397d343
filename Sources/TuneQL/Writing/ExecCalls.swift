import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLSyntax

/// A call, and the values that the statement gives for it.
struct PlannedCall {
    var call: MethodCall
    var arguments: [RequestColumn]
}

/// The checked calls of an EXEC, and the sequence that makes them.
struct ExecCalls {
    var exec: Exec
    var run: StatementRun
    var resource: Resource
    var method: Method
    var planned: [PlannedCall]
    var sequence: CallSequence

    var calls: [MethodCall] { planned.map(\.call) }
}

extension ExecCalls {
    /// The error of a list whose rows are not all in the responses.
    func missingRows(after outcomes: [CallOutcome]) -> QueryError? {
        unreadPages(after: outcomes) ?? missingPlaces(in: outcomes)
    }

    /// The error of a list that lacks the rows of places that did not respond to the service.
    private func missingPlaces(in outcomes: [CallOutcome]) -> QueryError? {
        let missing = zip(outcomes, calls).compactMap { outcome, call in
            sequence.client.missingPlaces(in: outcome.response, of: call)
        }
        return missing.first.map { error in
            QueryError(.truncated, error.message, range: exec.range, help: error.help)
        }
    }

    /// The error of a list with more pages than the one that each call returned.
    private func unreadPages(after outcomes: [CallOutcome]) -> QueryError? {
        guard let pagination = method.pagination else { return nil }
        let goesOn = zip(outcomes, calls).contains { outcome, call in
            !pagination.parameters.contains { call.arguments[$0] != nil }
                && method.hasNextPage(after: outcome, pagination)
        }
        guard goesOn else { return nil }
        return QueryError(
            .truncated,
            "\(method.name) has more pages than the one that EXEC reads; the rows are incomplete",
            range: exec.range,
            help: "SELECT from \(resource.id) reads them all"
        )
    }
}

extension Method {
    fileprivate func hasNextPage(
        after outcome: CallOutcome,
        _ pagination: Pagination
    ) -> Bool {
        guard pagination.announcesEnd,
            let page = try? JSONPage(outcome.response, layout: layout(columns: []))
        else { return false }
        let response = ListResponse(page: page, headers: outcome.headers, wrapper: wrapper)
        do throws(PagingError) {
            return try pagination.position(after: response) != nil
        } catch {
            return true
        }
    }
}
