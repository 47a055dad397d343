import TuneQLText
import TuneQLTransport

/// The parts of an error of Google's that may become part of a command or a link.
///
/// A gateway that responds in place of the service can write anything there, and users paste help
/// into their shells: text that does not have Google's form is left out.
struct GoogleErrorBody {
    /// The body as any service's.
    let body: APIErrorBody

    init(_ body: APIErrorBody) {
        self.body = body
    }

    /// The reason of the refusal: `SERVICE_DISABLED`.
    var reason: String? { body.reason }

    /// Google's own pages, none of which shows content from others.
    private static let pageHosts: Set<String> = [
        "console.developers.google.com", "console.cloud.google.com", "cloud.google.com",
        "docs.cloud.google.com", "developers.google.com", "support.google.com",
    ]

    /// The service that has to be enabled: `aiplatform.googleapis.com`.
    var service: String? {
        guard let name = body.metadata["service"], Self.isHost(name) else { return nil }
        return name.hasSuffix(".googleapis.com") ? name : nil
    }

    /// Whether the refusal names a service, whatever the name's form.
    var namesService: Bool { body.metadata["service"] != nil }

    /// The project that the call counts against, by its id or its number.
    var project: String? { body.metadata["consumer"].flatMap(Self.project) }

    /// The project of the resource that may not be accessed.
    var resourceProject: String? {
        guard let resource, resource.hasPrefix("projects/") else { return nil }
        return Self.project(in: resource)
    }

    /// The permission that the caller lacks: `aiplatform.tuningJobs.list`.
    var permission: String? { word("permission") { $0 == UInt8(ascii: ".") } }

    /// The resource that the permission is for: `projects/p-1/locations/us-central1`.
    var resource: String? { word("resource") { "/.-_:".utf8.contains($0) } }

    /// The page on which the service is enabled.
    var activationPage: String? { body.metadata["activationUrl"].flatMap(Self.page) }

    /// The page on which more quota can be requested.
    var helpPage: String? { body.link.flatMap(Self.page) }

    /// The location that the service names when the host serves another one.
    ///
    /// Google has no field for it, only an English message.
    var validLocation: String? {
        guard let start = body.message.firstRange(of: "valid location ID is ") else { return nil }
        let quoted = body.message[start.upperBound...].drop { "'`\"".contains($0) }
        let location = quoted.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        return location.isEmpty ? nil : String(location)
    }

    /// Whether the service does not know the host, which only its English message says.
    var isOfUnknownHost: Bool { body.message.hasPrefix("Invalid hostname") }

    /// The text, if it is a link to one of Google's own pages.
    private static func page(_ text: String) -> String? {
        let scheme = "https://"
        guard text.hasPrefix(scheme), text.utf8.allSatisfy(isLinkByte) else { return nil }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        return pageHosts.contains(String(host)) ? text : nil
    }

    /// The project in `projects/ID`, with or without more after it.
    private static func project(in name: String) -> String? {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0] == "projects", let first = parts[1].utf8.first,
            isLetterOrDigit(first), parts[1].utf8.count <= 100,
            parts[1].utf8.allSatisfy({ isLetterOrDigit($0) || "-.:".utf8.contains($0) })
        else { return nil }
        return String(parts[1])
    }

    /// A value of letters, digits and bytes that `belongs` allows, starting with a letter or digit.
    private func word(_ name: String, _ belongs: (UInt8) -> Bool) -> String? {
        guard let text = body.metadata[name], let first = text.utf8.first,
            Self.isLetterOrDigit(first),
            text.utf8.allSatisfy({ Self.isLetterOrDigit($0) || belongs($0) })
        else { return nil }
        return text
    }

    private static func isHost(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && labels.count > 1
            && labels.allSatisfy { label in
                label.utf8.count <= 63 && label.utf8.first.map(isLetterOrDigit) ?? false
                    && label.utf8.last.map(isLetterOrDigit) ?? false
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        byte.isDigit || byte.isLetter
    }

    private static func isLinkByte(_ byte: UInt8) -> Bool {
        isLetterOrDigit(byte) || "-._~:/?#&=%+,".utf8.contains(byte)
    }
}
