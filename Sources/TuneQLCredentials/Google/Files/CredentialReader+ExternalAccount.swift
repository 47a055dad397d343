import TuneQLJSON
import TuneQLTransport

/// Workload and workforce identity federation.
extension CredentialReader {
    private static let awsTokenType = "urn:ietf:params:aws:token-type:aws4_request"
    private static let workforcePrefix = "//iam.googleapis.com/locations/"
    /// The minimum length of a secret; a shorter value is a word, such as `True` for Azure.
    private static let minimumSecretLength = 16
    private static let lifetimes = 600...43_200
    private static let executableLimits = 5_000...120_000
    private static let usualExecutableLimit = 30_000

    func externalAccount(
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        var description = description
        let audience = try file.text("audience")
        let shown = ReadableText.line(audience)
        let url = try file.text("token_url")
        try hosts.check(url, .sts, "token_url", of: file)
        description.account = shown
        description.tokenEndpoint = RedactedURL.text(url)
        let target = file.optional("service_account_impersonation_url")
        let (subject, remark) = try subject(of: file, audience, target)
        description.remark = remark
        let account = ExternalAccount(
            audience: audience,
            subjectTokenType: try file.text("subject_token_type"),
            url: url,
            scopes: target == nil ? scopes : [ServiceAccountKey.cloudPlatform],
            subject: subject,
            client: try client(of: file),
            userProject: try userProject(of: file, audience),
            exchange: exchange(file, .federation(audience: shown))
        )
        let pool = CredentialSearch.Found(description, search.keeping(account, description))
        guard let target else { return pool }
        var base = pool
        let keeper = TokenCredentials(account, adding: [], now: environment.now)
        base.result = .success(keeper)
        return try impersonating(
            target,
            delegates: [],
            lifetime: try lifetime(of: file),
            base: base,
            file,
            description
        )
    }

    private func client(
        of file: CredentialFile
    ) throws(CredentialError) -> (id: String, secret: String)? {
        guard let id = file.optional("client_id") else { return nil }
        let secret = file.optional("client_secret") ?? ""
        Redactor.shared.register(secret)
        return (id, secret)
    }

    private func userProject(
        of file: CredentialFile,
        _ audience: String
    ) throws(CredentialError) -> String? {
        guard let project = file.optional("workforce_pool_user_project") else { return nil }
        guard audience.hasPrefix(Self.workforcePrefix), audience.contains("/workforcePools/") else {
            throw file.unreadable(
                "workforce_pool_user_project is for workforce pools, and its audience names none"
            )
        }
        return project
    }

    private func lifetime(of file: CredentialFile) throws(CredentialError) -> Int {
        let seconds = file.json["service_account_impersonation"]?["token_lifetime_seconds"]
        guard let seconds else { return Impersonation.usualLifetime }
        guard let count = seconds.integer, Self.lifetimes.contains(count) else {
            throw file.unreadable("token_lifetime_seconds must be between 600 and 43200")
        }
        return count
    }

    // MARK: The platform's token

    /// The source of the platform's token, and a remark about it.
    private func subject(
        of file: CredentialFile,
        _ audience: String,
        _ target: String?
    ) throws(CredentialError) -> (any SubjectTokenSource, String) {
        guard let place = file.json["credential_source"], place.object != nil else {
            throw file.unreadable("it lacks credential_source")
        }
        if place["environment_id"] != nil
            || file.optional("subject_token_type") == Self.awsTokenType
        {
            return (try aws(file, place, audience), "the token comes from AWS")
        }
        if place["executable"] != nil {
            let subject = try executable(file, place["executable"] ?? .null, audience, target)
            return (subject, "the token comes from \(ReadableText.line(subject.command[0]))")
        }
        if place["certificate"] != nil {
            throw CredentialError(
                .unsupported,
                "\(file.source) takes its token from a client certificate, which is not supported",
                help: "use a credential_source of a file, a URL, an executable or AWS"
            )
        }
        return try readable(file, place)
    }

    private func readable(
        _ file: CredentialFile,
        _ place: JSONValue
    ) throws(CredentialError) -> (any SubjectTokenSource, String) {
        let format = try SubjectTokenFormat(place["format"], of: file)
        if let path = place["file"]?.string, !path.isEmpty {
            let remark = "the token comes from the file \(ReadableText.line(path))"
            return (FileSubjectToken(path: path, format: format), remark)
        }
        guard let url = place["url"]?.string, !url.isEmpty else {
            throw file.unreadable("its credential_source has no file, url, executable or AWS")
        }
        try hosts.checkLocal(url, "credential_source.url", of: file)
        let headers = try headers(of: file, place)
        let subject = URLSubjectToken(
            url: url,
            headers: headers,
            format: format,
            exchange: exchange(file, .platform)
        )
        return (subject, "the token comes from \(RedactedURL.text(url))")
    }

    private func headers(
        of file: CredentialFile,
        _ place: JSONValue
    ) throws(CredentialError) -> [HTTPField] {
        var fields: [HTTPField] = []
        for member in place["headers"]?.object?.members ?? [] {
            guard let value = member.value.string,
                (member.name + value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F })
            else { throw file.unreadable("the headers of its credential_source can't be sent") }
            if value.utf8.count >= Self.minimumSecretLength { Redactor.shared.register(value) }
            fields.append(HTTPField(name: member.name, value: value))
        }
        return fields
    }

    private func executable(
        _ file: CredentialFile,
        _ place: JSONValue,
        _ audience: String,
        _ target: String?
    ) throws(CredentialError) -> ExecutableSubjectToken {
        guard let command = CommandWords.split(place["command"]?.string ?? "") else {
            throw file.unreadable("a quote in the command of its executable is not closed")
        }
        guard !command.isEmpty else { throw file.unreadable("its executable lacks a command") }
        let limit = place["timeout_millis"]?.integer ?? Self.usualExecutableLimit
        guard Self.executableLimits.contains(limit) else {
            throw file.unreadable(
                "the timeout_millis of its executable must be between 5000 and 120000"
            )
        }
        let output = place["output_file"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        var variables = [
            "GOOGLE_EXTERNAL_ACCOUNT_AUDIENCE": audience,
            "GOOGLE_EXTERNAL_ACCOUNT_TOKEN_TYPE": try file.text("subject_token_type"),
            "GOOGLE_EXTERNAL_ACCOUNT_INTERACTIVE": "0", "GOOGLE_EXTERNAL_ACCOUNT_REVOKE": "0",
        ]
        variables["GOOGLE_EXTERNAL_ACCOUNT_OUTPUT_FILE"] = output
        variables["GOOGLE_EXTERNAL_ACCOUNT_IMPERSONATED_EMAIL"] = target.flatMap(
            Impersonation.email
        )
        return ExecutableSubjectToken(
            command: command,
            timeLimit: .milliseconds(limit),
            outputFile: output,
            variables: variables,
            file: file.source,
            environment: environment
        )
    }

    private func aws(
        _ file: CredentialFile,
        _ place: JSONValue,
        _ audience: String
    ) throws(CredentialError) -> AWSSubjectToken {
        guard place["environment_id"]?.string == "aws1" else {
            throw file.unreadable("its environment_id is not aws1, the only one supported")
        }
        let question = place["regional_cred_verification_url"]?.string ?? ""
        guard Self.isIdentityRequest(question) else {
            throw file.unreadable(
                "its regional_cred_verification_url is not one of AWS's security token service"
            )
        }
        let names = ["region_url", "url", "imdsv2_session_token_url"]
        for name in names {
            guard let url = place[name]?.string, !url.isEmpty else { continue }
            try hosts.checkLocal(url, "credential_source.\(name)", of: file)
        }
        return AWSSubjectToken(
            regionURL: place["region_url"]?.string,
            keyURL: place["url"]?.string,
            sessionURL: place["imdsv2_session_token_url"]?.string,
            questionURL: question,
            audience: audience,
            exchange: exchange(file, .platform)
        )
    }

    /// `https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15`, and
    /// nothing else, since a signed request is as good as sent.
    private static func isIdentityRequest(_ url: String) -> Bool {
        let example = url.split(separator: "{region}").joined(separator: "us-east-1")
        guard example.hasPrefix("https://"), let host = try? Origin.ofURL(example).host else {
            return false
        }
        let isService = host.hasPrefix("sts.") || host.hasPrefix("sts-fips.")
        let domains = [".amazonaws.com", ".amazonaws.com.cn", ".api.aws"]
        return isService && domains.contains { host.hasSuffix($0) }
            && url.firstRange(of: "Action=GetCallerIdentity") != nil
    }
}
