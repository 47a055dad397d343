import TuneQLTransport

extension APIErrorBody {
    /// The extent of a used-up quota: the one that the service names, or else the whole service.
    ///
    /// One refusal without a name has to slow down the whole host.
    var quotaExtent: QuotaScope.Extent {
        if let location = metadata["quota_location"], !location.isEmpty { return .location }
        return metadata["consumer"] == nil ? .service : .project
    }
}
