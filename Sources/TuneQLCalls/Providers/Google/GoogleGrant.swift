import TuneQLTransport

/// How a missing permission on Google's resources is given.
enum GoogleGrant {
    /// The command by which an owner of the project gives an account the permission that it lacks.
    static func grant(_ refusal: Refusal, to member: String?) -> String? {
        let body = refusal.body
        guard body.reason == "IAM_PERMISSION_DENIED", let permission = body.permission,
            permission.hasPrefix("aiplatform."), let project = body.resourceProject
        else { return nil }
        let isReading = permission.hasSuffix(".list") || permission.hasSuffix(".get")
        return """
            an owner gives it by gcloud projects add-iam-policy-binding \(project) \
            --member=\(member ?? "user:EMAIL") --role=roles/aiplatform.\(isReading ? "viewer" : "user")
            """
    }
}
