import TuneQLText
import TuneQLTransport

/// A refusal as its service words it.
struct Refusal {
    let httpStatus: Int
    let body: APIErrorBody
}

extension Refusal {
    /// What to do about it, by its status alone: any provider's may mean that.
    var help: String? {
        switch httpStatus {
        case 401: "pass other credentials with --auth"
        case 403: "ask for a role that holds the permission"
        case 404 where body.status == nil: "check the endpoint: the host has no such path"
        case 404: "check the parameters that name the row"
        case 409: "something else changed it at the same time; run the statement again"
        case 429: quotaHelp(increase: nil)
        case 501: "this endpoint does not serve the method"
        case 500, 502, 503, 504: "the service has trouble; try again in a minute"
        default: nil
        }
    }

    /// What to do where a quota is used up; `increase` is a page on which more can be asked for.
    func quotaHelp(increase: String?) -> String {
        let increase = increase.map { ", or ask for more: \($0)" } ?? ""
        if body.hasQuotaFailure { return "wait until running jobs have ended\(increase)" }
        let delay = body.retryDelay.map { " \($0.readable)" } ?? " a minute"
        return "wait\(delay) and run it again, with fewer calls at a time\(increase)"
    }
}
