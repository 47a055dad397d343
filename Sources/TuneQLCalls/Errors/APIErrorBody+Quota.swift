import TuneQLTransport

extension APIErrorBody {
    /// The part of a scope whose rate is used up: what the service names, else all of the service,
    /// since one refusal without a name has to slow the whole host.
    var quotaExtent: QuotaScope.Extent {
        if let location = metadata["quota_location"], !location.isEmpty { return .location }
        return metadata["consumer"] == nil ? .service : .project
    }
}
