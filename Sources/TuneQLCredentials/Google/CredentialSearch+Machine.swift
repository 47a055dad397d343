/// The credentials of the machine: the login of gcloud, and the account of a Google Cloud machine.
extension CredentialSearch {
    /// Outside Google's cloud, the probe for a metadata server can take seconds, so gcloud comes
    /// first if nothing indicates one; inside, gcloud would only ask that server itself.
    func foundOnMachine() -> Found {
        let mayAsk = MetadataServer.isAllowed(environment)
        if mayAsk, MetadataServer.isLikely(environment) { return foundMetadata }
        if let gcloud = gcloudExecutable { return foundGcloud(gcloud) }
        return mayAsk ? foundMetadata : Found(CredentialDescription(), nothingFound)
    }

    /// The path of the gcloud command; nil if it is not on PATH.
    var gcloudExecutable: String? {
        environment.variable("PATH").flatMap(Gcloud.find(in:))
    }

    /// The login of the gcloud command.
    func foundGcloud(_ path: String) -> Found {
        var description = CredentialDescription(type: "interactive", source: path)
        description.quotaProject = environment.quotaProject
        description.project = project(nil)
        description.account = GcloudSettings(environment)?.account
        description.remark = "the login of the gcloud command, which is run for each token"
        let gcloud = Gcloud(executable: path, environment: environment.variables)
        return Found(description, keeping(gcloud, description))
    }

    private var foundMetadata: Found {
        guard MetadataServer.isLikely(environment) else {
            var found = Found(CredentialDescription(), nothingFound)
            let identity = CredentialDescription(
                type: "metadata_server",
                source: MetadataServer.source
            )
            found.result = .success(keeping(metadataServer, identity))
            return found
        }
        var description = CredentialDescription(
            type: "metadata_server",
            source: MetadataServer.source
        )
        description.quotaProject = environment.quotaProject
        description.project = project(nil)
        description.universe = environment.universe
        return Found(description, keeping(metadataServer, description))
    }

    /// The metadata server, with the scopes that the machine has.
    private var metadataServer: MetadataServer {
        MetadataServer(environment: environment, scopes: [], nothingFound: nothingFound)
    }

    /// Adds the account, cloud and project of a machine, which only the metadata server knows.
    func addMachine(
        to description: inout CredentialDescription
    ) async throws(CredentialError) {
        guard description.type == "metadata_server" else { return }
        description.account = try await metadataServer.email()
        description.universe = try await metadataServer.universe()
        if description.project == nil { description.project = try await metadataServer.project() }
    }
}
