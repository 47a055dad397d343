import TuneQLText
import TuneQLTransport

/// Advice on refusals of Google's services.
///
/// What differs between the services comes from ``GoogleService``, or from the refusal itself.
struct GoogleHelp {
    /// The service that was called.
    let service: GoogleService

    private static let logIn = "gcloud auth application-default login"
    /// The project of Google's own client, which user credentials count against by default.
    private static let clientProject = "764086051850"

    /// Advice on a refusal, by the reason that the service names, or else by its status.
    func help(_ refusal: Refusal) -> String? {
        let body = GoogleErrorBody(refusal.body)
        return switch body.reason {
        case "SERVICE_DISABLED": serviceDisabled(body)
        case "IAM_PERMISSION_DENIED": permissionDenied(body)
        case "ACCESS_TOKEN_EXPIRED": "the access token has expired or is wrong; run \(Self.logIn)"
        case "CREDENTIALS_MISSING":
            "the request carried no usable credentials; run \(Self.logIn), or pass --auth"
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
            "this API key can't be used here; run \(Self.logIn), which every method takes"
        default: helpByStatus(refusal, body)
        }
    }

    private func helpByStatus(_ refusal: Refusal, _ body: GoogleErrorBody) -> String? {
        switch refusal.httpStatus {
        case 400: locationHelp(body)
        case 401: "run \(Self.logIn), or pass other credentials with --auth"
        case 403: "ask for a role that includes the permission, or check the project's name"
        case 404 where body.body.status == nil:
            service.locationParameter.map { _ in
                "check the endpoint and the location: the host has no such path"
            }
        case 404: service.rowHelp
        case 429: refusal.quotaHelp(users: service.quotaUsers, increase: body.helpPage)
        default: nil
        }
    }

    /// The advice on a location that the host, which may come from an override, does not serve.
    private func locationHelp(_ body: GoogleErrorBody) -> String? {
        guard let parameter = service.locationParameter else { return nil }
        if let location = body.validLocation {
            return """
                use \(parameter) = '\(location)', the only one that this host serves, or check \
                --endpoint
                """
        }
        return body.isOfUnknownHost
            ? "no host serves this location: check \(parameter) and --endpoint" : nil
    }

    private func consumerInvalid(_ body: GoogleErrorBody) -> String {
        let project = body.project ?? "the project"
        return """
            \(project) does not exist, or your account can't see it: check \
            \(service.projectParameter ?? "its name") (gcloud projects list), and the quota project \
            if it is that one
            """
    }

    private func serviceDisabled(_ body: GoogleErrorBody) -> String {
        if body.project == Self.clientProject {
            return """
                set a quota project: gcloud auth application-default set-quota-project PROJECT, \
                or GOOGLE_CLOUD_QUOTA_PROJECT=PROJECT
                """
        }
        let project = body.project.map { " --project \($0)" } ?? ""
        let page = body.activationPage.map { ", or visit \($0)" } ?? ""
        let command =
            apiToEnable(body).map { "run gcloud services enable \($0)\(project)" }
            ?? "enable the service in the project"
        return "\(command)\(page); it takes a few minutes to take effect"
    }

    /// The API that the refusal names, or else the called service's; nil for an unusable name.
    private func apiToEnable(_ body: GoogleErrorBody) -> String? {
        body.namesService ? body.service : service.api
    }

    private func permissionDenied(_ body: GoogleErrorBody) -> String {
        let permission = body.permission ?? "the permission"
        let resource = body.resource.map { " on \($0)" } ?? ""
        return "you need \(permission)\(resource), or the project does not exist"
    }
}
