/// The kinds of login at Google, as far as they differ in how they are renewed.
enum Login: Sendable, Hashable {
    /// The key of a service account.
    case key(email: String)
    /// A user's login for applications.
    case application(removalHint: String?)
    /// A token of another platform, exchanged for one of Google's.
    case federation(audience: String)
    /// The platform's own token, which is requested before the exchange.
    case platform
    /// The caller's right to act for this account.
    case impersonation(email: String)
    /// The machine's own account.
    case metadata

    private static let applicationLogin = "gcloud auth application-default login"

    /// The help after a token service refused, by the reason that it gave.
    func help(afterRefusal reason: String?) -> String? {
        switch self {
        case .key(let email): keyHelp(email, reason)
        case .application(let removalHint): applicationHelp(reason, removalHint)
        case .federation(let audience):
            """
            check that the pool and its provider exist and accept the token's issuer, audience and \
            attributes: \(audience)
            """
        case .platform:
            "check that this machine's platform provides tokens there, and which headers it "
                + "requires"
        case .impersonation(let email): impersonationHelp(email, reason)
        case .metadata: "attach a service account to this machine, or pass other credentials"
        }
    }

    /// The second step of a new login, which is not used while a variable names the old one.
    static func then(_ removalHint: String?) -> String {
        removalHint.map { ", then \($0), which holds the old login" } ?? ""
    }

    private func keyHelp(_ email: String, _ reason: String?) -> String? {
        switch reason {
        case "unauthorized_client":
            "allow the scopes for the client of \(email) in the domain's delegation settings"
        case nil: nil
        default:
            """
            the key was deleted, its account disabled, or this machine's clock is wrong; see gcloud \
            iam service-accounts keys list --iam-account=\(email.isAddress ? email : "ACCOUNT")
            """
        }
    }

    private func applicationHelp(_ reason: String?, _ removalHint: String?) -> String? {
        switch reason {
        case "invalid_grant", "rapt_required", "invalid_rapt":
            "the login has expired or was revoked; run "
                + "\(Self.applicationLogin)\(Self.then(removalHint))"
        case "invalid_client", "unauthorized_client":
            """
            its client_id and client_secret are not known; run \
            \(Self.applicationLogin)\(Self.then(removalHint))
            """
        default: nil
        }
    }

    private func impersonationHelp(_ email: String, _ reason: String?) -> String {
        switch reason {
        case "SERVICE_DISABLED":
            "run gcloud services enable iamcredentials.googleapis.com in the account's project"
        default:
            """
            the caller needs iam.serviceAccounts.getAccessToken on \(email): grant it \
            roles/iam.serviceAccountTokenCreator there, and check the account's name
            """
        }
    }
}
