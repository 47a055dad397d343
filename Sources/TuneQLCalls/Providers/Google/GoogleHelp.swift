import TuneQLText
import TuneQLTransport

/// Advice on refusals of Google's services.
enum GoogleHelp {
    private static let logIn = "gcloud auth application-default login"
    /// The project of Google's own client, which user credentials count against by default.
    private static let clientProject = "764086051850"

    /// Advice on a refusal, by the reason that the service names, or else by its status.
    static func help(_ refusal: Refusal) -> String? {
        let body = refusal.body
        return switch body.reason {
        case "SERVICE_DISABLED": serviceDisabled(body)
        case "IAM_PERMISSION_DENIED": permissionDenied(body)
        case "ACCESS_TOKEN_EXPIRED": "the access token has expired or is wrong; run \(logIn)"
        case "CREDENTIALS_MISSING":
            "the request carried no usable credentials; run \(logIn), or pass --auth"
        case "ACCESS_TOKEN_SCOPE_INSUFFICIENT":
            "log in with the scope https://www.googleapis.com/auth/cloud-platform"
        case "CONSUMER_INVALID": consumerInvalid(body)
        case "USER_PROJECT_DENIED":
            """
            you may not count calls against this quota project: ask for the role \
            roles/serviceusage.serviceUsageConsumer in it, or name another in \
            GOOGLE_CLOUD_QUOTA_PROJECT
            """
        case "BILLING_DISABLED":
            "link a billing account: gcloud billing projects link PROJECT --billing-account=ID"
        case "API_KEY_INVALID", "API_KEY_SERVICE_BLOCKED":
            "this API key can't be used here; run \(logIn), which every method takes"
        default: helpByStatus(refusal)
        }
    }

    private static func helpByStatus(_ refusal: Refusal) -> String? {
        let body = refusal.body
        switch refusal.httpStatus {
        case 400: return otherLocation(body) ?? hostname(body)
        case 401: return "run \(logIn), or pass other credentials with --auth"
        case 403: return "ask for a role that includes the permission, or check the project's name"
        case 404 where body.status == nil:
            return "check the endpoint and the location: the host has no such path"
        case 404:
            return
                "check projectsId, locationsId and the id; a job exists only in its own location"
        case 429: return refusal.quotaHelp(increase: body.helpPage)
        default: return nil
        }
    }

    /// A host that serves another location comes from an override.
    private static func otherLocation(_ body: APIErrorBody) -> String? {
        body.validLocation.map {
            "use locationsId = '\($0)', the only one that this host serves, or check --endpoint"
        }
    }

    /// A host unknown to the service comes from a location, or an override, that it does not serve.
    private static func hostname(_ body: APIErrorBody) -> String? {
        body.isOfUnknownHost
            ? "no host serves this location: check locationsId and --endpoint" : nil
    }

    private static func consumerInvalid(_ body: APIErrorBody) -> String {
        let project = body.project ?? "the project"
        return """
            \(project) does not exist, or your account can't see it: check projectsId (gcloud \
            projects list), and the quota project if it is that one
            """
    }

    private static func serviceDisabled(_ body: APIErrorBody) -> String {
        if body.project == clientProject {
            return """
                set a quota project: gcloud auth application-default set-quota-project PROJECT, \
                or GOOGLE_CLOUD_QUOTA_PROJECT=PROJECT
                """
        }
        let service = body.service ?? "aiplatform.googleapis.com"
        let project = body.project.map { " --project \($0)" } ?? ""
        let page = body.activationPage.map { ", or visit \($0)" } ?? ""
        let isNamed = body.metadata["service"] == nil || body.service != nil
        let command =
            isNamed
            ? "run gcloud services enable \(service)\(project)"
            : "enable the service in the project"
        return "\(command)\(page); it takes a few minutes to take effect"
    }

    private static func permissionDenied(_ body: APIErrorBody) -> String {
        let permission = body.permission ?? "the permission"
        let resource = body.resource.map { " on \($0)" } ?? ""
        return "you need \(permission)\(resource), or the project does not exist"
    }
}
