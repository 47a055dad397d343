import Testing
import TuneQLRegistry

@Suite struct PublishedRegistryTests {
    private let registry = PublishedRegistry(url: "https://registry.example/x/")
    private static let list = """
        providers:
          google:
            versions: [v1.0.9, v1.0.10, v0.9.1]
          acme:
            versions: [v24.1]
        """

    private func providers(_ text: String = list) throws -> [PublishedRegistry.Provider] {
        try registry.providers(in: Array(text.utf8))
    }

    @Test func `the list is read, and versions are ordered`() throws {
        #expect(
            try providers() == [
                .init(name: "acme", versions: ["v24.1"]),
                .init(name: "google", versions: ["v1.0.10", "v1.0.9", "v0.9.1"]),
            ]
        )
    }

    @Test func `archives are beside the list`() {
        #expect(registry.listURL == "https://registry.example/x/dist/providers.yaml")
        #expect(
            registry.archiveURL(of: "acme", version: "v24.1")
                == "https://registry.example/x/dist/acme/v24.1.tgz"
        )
        #expect(
            registry.archiveURL(of: "google", version: "v1")
                == "https://registry.example/x/dist/googleapis.com/v1.tgz"
        )
    }

    @Test func `the newest version is meant where none is named`() throws {
        let all = try providers()
        let newest = try registry.choice(of: "Google", version: nil, from: all)
        #expect(newest == .init(name: "google", versions: ["v1.0.10"]))
        let older = try registry.choice(of: "google", version: "v0.9.1", from: all)
        #expect(older.versions == ["v0.9.1"])
    }

    @Test func `what is not published is refused with what is`() throws {
        let all = try providers()
        let url = "https://registry.example/x"
        #expect(
            throws: InstallationError("\(url) has no provider 'aws', only acme, google")
        ) { try registry.choice(of: "aws", version: nil, from: all) }
        #expect(
            throws: InstallationError("\(url) has no version 'v9' of acme, only v24.1")
        ) { try registry.choice(of: "acme", version: "v9", from: all) }
    }

    @Test(
        arguments: [
            "<html>", "providers: []", "providers: {'../x': {versions: [v1]}}",
            "providers: {x: {versions: [v1/../../y]}}", "providers: {x: {versions: ['v1?a=b']}}",
        ]
    )
    func `another text is no list of providers`(text: String) {
        #expect(throws: InstallationError.self) { try providers(text) }
    }
}
