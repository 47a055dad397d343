import TuneQLCredentials
import TuneQLTransport

/// How to grant a missing permission on Google's resources.
enum GoogleGrant {
    /// The command with which the project's owner grants an account the permission that it lacks.
    ///
    /// The service is the permission's, which may be another than the one that was called. Nil for
    /// services whose roles are not known.
    static func grant(_ refusal: Refusal, to identity: CredentialDescription) -> String? {
        let body = GoogleErrorBody(refusal.body)
        guard body.reason == "IAM_PERMISSION_DENIED", let permission = body.permission,
            let roles = GoogleService(permission: permission).roles,
            let project = body.resourceProject
        else { return nil }
        let isViewing = permission.hasSuffix(".list") || permission.hasSuffix(".get")
        return """
            an owner gives it by gcloud projects add-iam-policy-binding \(project) \
            --member=\(identity.googleMember ?? "user:EMAIL") --role=\(isViewing ? roles.viewing : roles.using)
            """
    }
}
