import TuneQLJSON
import TuneQLTransport

/// The types of entries that are Google's.
extension AuthEntry {
    /// The key, or any other credential file, that the entry names.
    func serviceAccount(
        _ description: CredentialDescription
    ) throws(CredentialError) -> CredentialSearch.Found {
        let scopes = json["scopes"]?.array?.compactMap(\.string)
        let options = CredentialOptions(
            scopes: scopes?.isEmpty == true ? nil : scopes,
            subject: json["sub"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        )
        var description = description
        if origin == .flag { description.removalHint = "take the entry out of --auth" }
        return search.found(description, options) { () throws(CredentialError) in try file() }
    }

    private func file() throws(CredentialError) -> CredentialFile {
        if let path = try filePath() {
            return try CredentialFile(path: path, origin: origin.name)
        }
        if let name = text("credentialsfilepathenvvar") {
            return try CredentialFile(path: try value(of: name), origin: name)
        }
        let name = text("credentialsenvvar") ?? CredentialSearch.keyVariable
        return try CredentialFile(Array(try value(of: name).utf8), source: name)
    }

    /// The login of the gcloud command.
    func interactive() throws(CredentialError) -> CredentialSearch.Found {
        if let gcloud = search.gcloudExecutable { return search.foundGcloud(gcloud) }
        throw CredentialError(
            .missing,
            "\(origin.name) asks for the login of gcloud, which is not on PATH",
            help: "install the Google Cloud CLI, then run gcloud auth login"
        )
    }

    /// Whether it asks for Google's credentials, which no document can have sent to other hosts.
    var isForGoogle: Bool {
        if type == "interactive" { return true }
        let isNamed = variables.contains { CredentialSearch.googleVariables.contains($0) }
        let url = (text("token_url") ?? "").filter { $0 != " " }
        return isNamed
            || CredentialSearch.googleVariables.contains { url.firstRange(of: $0) != nil }
    }
}
