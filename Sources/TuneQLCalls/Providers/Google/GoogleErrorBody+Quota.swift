import TuneQLTransport

extension GoogleErrorBody {
    /// The extent of a used-up quota: the one that the service names, or else the whole service.
    var quotaExtent: QuotaScope.Extent {
        if let location = body.metadata["quota_location"], !location.isEmpty { return .location }
        return body.metadata["consumer"] == nil ? .service : .project
    }
}
