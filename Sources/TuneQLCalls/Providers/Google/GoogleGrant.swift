import TuneQLTransport

/// How to grant a missing permission on Google's resources.
enum GoogleGrant {
    /// The command with which the project's owner grants an account the permission that it lacks.
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
