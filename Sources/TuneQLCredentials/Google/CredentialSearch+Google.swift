import Glibc
import TuneQLJSON
import TuneQLTransport

/// Google's Application Default Credentials: variables, files, then the machine's own.
extension CredentialSearch {
    static let keyVariable = "GOOGLE_CREDENTIALS"
    private static let fileVariable = "GOOGLE_APPLICATION_CREDENTIALS"
    private static let tokenVariables = [
        tokenVariable, "GOOGLE_OAUTH_ACCESS_TOKEN", "CLOUDSDK_AUTH_ACCESS_TOKEN",
    ]
    /// The variables that hold Google's credentials.
    static let googleVariables = [keyVariable, fileVariable, "GOOGLE_API_KEY"] + tokenVariables

    /// The credentials in the first of the usual locations that has any.
    func foundGoogle() -> Found {
        if let text = environment.variable(Self.keyVariable) {
            return found(text: text, in: Self.keyVariable)
        }
        if let path = environment.variable(Self.fileVariable) {
            return found(file: path, origin: Self.fileVariable)
        }
        for name in Self.tokenVariables {
            if let token = environment.variable(name) { return foundToken(token, source: name) }
        }
        if let path = wellKnownFile, access(path, F_OK) == 0 {
            return found(file: path, origin: "gcloud auth application-default login")
        }
        return foundOnMachine()
    }

    private func found(text: String, in variable: String) -> Found {
        var description = CredentialDescription(source: variable)
        description.removalHint = "unset \(variable)"
        return found(description) { () throws(CredentialError) in
            try CredentialFile(Array(text.utf8), source: variable)
        }
    }

    private func found(file path: String, origin: String) -> Found {
        let source = "\(ReadableText.line(path)) (\(origin))"
        var description = CredentialDescription(source: source)
        description.removalHint = path == wellKnownFile ? nil : "unset \(origin)"
        return found(description) { () throws(CredentialError) in
            try CredentialFile(path: path, origin: origin)
        }
    }

    /// The credentials in a file; the description has their kind even if they are unusable.
    func found(
        _ description: CredentialDescription,
        _ options: CredentialOptions = CredentialOptions(),
        reading: () throws(CredentialError) -> CredentialFile
    ) -> Found {
        var description = description
        do throws(CredentialError) {
            let file = try reading()
            description.type = file.json["type"]?.string.map { ReadableText.line($0) }
            let reader = CredentialReader(self, options)
            return try reader.found(file, description)
        } catch {
            return Found(description, error)
        }
    }

    /// The project that Google's clients would use.
    func project(_ own: String?) -> String? {
        environment.variable("GOOGLE_CLOUD_PROJECT") ?? environment.variable("GCLOUD_PROJECT")
            ?? own ?? GcloudSettings(environment)?.project
    }

    /// The file that gcloud writes for applications.
    private var wellKnownFile: String? {
        environment.gcloudFolder.map { "\($0)/application_default_credentials.json" }
    }

    /// The error of a search without a result.
    var nothingFound: CredentialError {
        let file = wellKnownFile ?? "~/.config/gcloud/application_default_credentials.json"
        let asked =
            MetadataServer.isAllowed(environment)
            ? "the metadata server of Google's cloud"
            : "no metadata server (NO_GCE_CHECK is set)"
        return CredentialError(
            .missing,
            """
            no credentials for \(provider); looked for --auth, \(Self.keyVariable), \
            \(Self.fileVariable), \(Self.tokenVariables.joined(separator: ", ")), \
            \(file), gcloud on PATH and \(asked)
            """,
            help: """
                run gcloud auth application-default login, or name a service account's key file \
                in \(Self.fileVariable)
                """
        )
    }
}
