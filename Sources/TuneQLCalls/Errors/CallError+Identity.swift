import TuneQLCredentials
import TuneQLTransport

extension CallError {
    /// The error of a refusal, which says whose credentials the service has refused.
    func naming(_ identity: CredentialDescription?) -> CallError {
        guard let identity, httpStatus == 401 || httpStatus == 403 || isOfPlace else { return self }
        var error = self
        if httpStatus == 401, let next = identity.helpAfterRefusal { error.help = next }
        if let grant = grant(to: identity.member) {
            error.help = error.help.map { "\($0); \(grant)" } ?? grant
        }
        let sentence = "the call was made with \(identity.summary)"
        error.help = error.help.map { "\($0); \(sentence)" } ?? sentence
        return error
    }

    /// Whether the host serves another location, which may be that of another account's project.
    private var isOfPlace: Bool { help?.hasPrefix("use locationsId") == true }

    /// The command by which an owner of the project gives the caller the permission that it lacks.
    private func grant(to member: String?) -> String? {
        guard reason == "IAM_PERMISSION_DENIED", let body, let httpStatus else { return nil }
        let answer = APIErrorBody(HTTPResponse(status: httpStatus, body: Array(body.utf8)))
        guard let permission = answer.permission, permission.hasPrefix("aiplatform."),
            let project = answer.resourceProject
        else { return nil }
        let isReading = permission.hasSuffix(".list") || permission.hasSuffix(".get")
        return """
            an owner gives it by gcloud projects add-iam-policy-binding \(project) \
            --member=\(member ?? "user:EMAIL") --role=roles/aiplatform.\(isReading ? "viewer" : "user")
            """
    }
}
