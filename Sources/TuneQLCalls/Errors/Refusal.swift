import TuneQLText
import TuneQLTransport

/// A refusal in the words of its service.
struct Refusal {
    let httpStatus: Int
    let body: APIErrorBody
}

extension Refusal {
    /// Advice from its status alone, which applies to any provider.
    var help: String? {
        switch httpStatus {
        case 401: "pass other credentials with --auth"
        case 403: "ask for a role that includes the permission"
        case 404 where body.status == nil: "check the endpoint: the host has no such path"
        case 404: "check the parameters that name the row"
        case 409: "something else changed it at the same time; run the statement again"
        case 429: quotaHelp()
        case 501: "this endpoint does not serve the method"
        case 500, 502, 503, 504: "the service is having trouble; try again in a minute"
        default: nil
        }
    }

    /// Advice on a used-up quota.
    ///
    /// - Parameters:
    ///   - users: The things that occupy the quota until they end: `running jobs`; nil if unknown.
    ///   - increase: The page on which more can be requested; nil for none.
    /// - Returns: The advice.
    func quotaHelp(users: String? = nil, increase: String? = nil) -> String {
        let increase = increase.map { ", or ask for more: \($0)" } ?? ""
        if body.hasQuotaFailure {
            let event = users.map { "\($0) have ended" } ?? "a part of the quota is free again"
            return "wait until \(event)\(increase)"
        }
        let delay = body.retryDelay.map { " \($0.readable)" } ?? " a minute"
        return "wait\(delay) and run it again, with fewer calls at a time\(increase)"
    }
}
