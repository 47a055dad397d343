import TuneQLText

/// The facts about one of Google's services that advice on its refusals refers to.
///
/// Advice for all of them needs none of these facts; a service without an entry in ``known`` has
/// only the name by which it is enabled.
struct GoogleService: Sendable {
    /// The smallest roles that allow all calls of a kind.
    struct Roles: Sendable {
        /// The role for permissions to list and get.
        var viewing: String
        /// The role for all other permissions.
        var using: String
    }

    /// The name of the API: `storage.googleapis.com`; nil for a service without a usable name.
    var api: String?
    /// The roles that grant its permissions; nil when they are not known.
    var roles: Roles?
    /// The parameter with the project.
    var projectParameter: String?
    /// The parameter that chooses the host; nil when all locations have the same host.
    var locationParameter: String?
    /// The advice on a row that does not exist.
    var rowHelp: String?
    /// The things that occupy its quotas until they end: `running jobs`.
    var quotaUsers: String?
}

extension GoogleService {
    /// The facts about a service, by its name in the catalog: `storage`.
    init(name: String) {
        let isPlain = name.utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "-") }
        self =
            Self.known[name]
            ?? GoogleService(api: isPlain && !name.isEmpty ? "\(name).googleapis.com" : nil)
    }

    /// The facts about the service to which a permission belongs: `storage.buckets.list`.
    init(permission: String) {
        self.init(name: permission.split(separator: ".").first.map(String.init) ?? "")
    }
}
