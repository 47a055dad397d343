import TuneQLTransport

extension CredentialDescription {
    /// The fields of requests that go with the credentials: the project that calls count against.
    var fields: [HTTPField] {
        quotaProject.map { [HTTPField(name: "x-goog-user-project", value: $0)] } ?? []
    }

    /// The account's name in Google's policies; nil if it is not known, or no address.
    package var googleMember: String? {
        guard let account, account.contains("@"), account.isAddress else { return nil }
        return account.hasSuffix(".gserviceaccount.com")
            ? "serviceAccount:\(account)" : "user:\(account)"
    }

    /// The help after a service refused a token of these credentials, which are Google's.
    var googleHelp: String? {
        let application = "gcloud auth application-default login"
        return switch type {
        case "service_account":
            """
            check that the key still exists (gcloud iam service-accounts keys list --iam-account=\
            \(account.flatMap { $0.isAddress ? $0 : nil } ?? "ACCOUNT")) and that this machine's clock is right
            """
        case "authorized_user": "run \(application)\(Login.then(removalHint))"
        case "interactive": "run gcloud auth login"
        case "bearer":
            "put a fresh token into \(source ?? "its place"), or run \(application) and leave it empty"
        case "api_key": "this service may want an account instead of a key; run \(application)"
        default: nil
        }
    }
}
