import TuneQLJSON
import TuneQLTransport

/// Credentials of accounts that others act for.
extension CredentialReader {
    func impersonated(
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        guard depth < Self.maximumDepth else {
            throw file.unreadable(
                "its accounts are nested more than \(Self.maximumDepth) levels deep"
            )
        }
        guard let inner = file.json["source_credentials"] else {
            throw file.unreadable("it lacks source_credentials")
        }
        var outer = CredentialDescription(source: description.source)
        outer.removalHint = description.removalHint
        let base = try CredentialReader(search, CredentialOptions(), depth: depth + 1).found(
            try CredentialFile(json: inner, source: "the source_credentials of \(file.source)"),
            outer
        )
        let url = try file.text("service_account_impersonation_url")
        var reader = self
        reader.options.scopes = options.scopes ?? file.scopes
        let delegates = (file.json["delegates"]?.array ?? []).compactMap(\.string)
        return try reader.impersonating(
            url,
            delegates: delegates,
            lifetime: Impersonation.usualLifetime,
            base: base,
            file,
            description
        )
    }

    /// Credentials of an account that the account of `base` acts for.
    func impersonating(
        _ url: String,
        delegates: [String],
        lifetime: Int,
        base: CredentialSearch.Found,
        _ file: CredentialFile,
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        try hosts.check(url, .iamcredentials, "service_account_impersonation_url", of: file)
        guard let email = Impersonation.email(in: url).map({ ReadableText.line($0) }) else {
            throw file.unreadable(
                "its service_account_impersonation_url does not end in "
                    + "/serviceAccounts/EMAIL:generateAccessToken"
            )
        }
        var description = description
        description.account = email
        description.scopes = scopes
        description.tokenEndpoint = RedactedURL.text(url)
        let caller = [base.description.type, base.description.account].compactMap(\.self)
        description.remark = "the caller is \(caller.joined(separator: " "))"
        let tokens = Impersonation(
            url: url,
            delegates: delegates,
            scopes: scopes,
            lifetime: lifetime,
            base: try base.result.get(),
            exchange: exchange(file, .impersonation(email: email))
        )
        return CredentialSearch.Found(description, search.keeping(tokens, description))
    }
}
