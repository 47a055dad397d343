extension GoogleService {
    /// The services of which more is known than their names; a further one is an entry here.
    static let known: [String: GoogleService] = ["aiplatform": .aiplatform]

    /// Vertex AI.
    private static let aiplatform = GoogleService(
        api: "aiplatform.googleapis.com",
        roles: Roles(viewing: "roles/aiplatform.viewer", using: "roles/aiplatform.user"),
        projectParameter: "projectsId",
        locationParameter: "locationsId",
        rowHelp:
            "check projectsId, locationsId and the id; a job exists only in its own location",
        quotaUsers: "running jobs"
    )
}
