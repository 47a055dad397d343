import Testing
import TuneQLRegistry

struct DiscoveryServicesTests {
    private func services(
        _ versions: [String],
        of name: String = "acme",
        preferred: String? = nil
    ) -> [String: DiscoveryServices.Names] {
        let identities = versions.map { DiscoveryIdentity(name: name, version: $0) }
        let services = DiscoveryServices(
            identities,
            preferred: Set(identities.filter { $0.version == preferred })
        )
        var names: [String: DiscoveryServices.Names] = [:]
        for identity in identities { names[identity.version] = services[identity] }
        return names
    }

    @Test(
        arguments: [
            (["v1"], "v1"), (["v1", "v2"], "v2"), (["v1", "v2beta1"], "v1"),
            (["v1alpha", "v1beta1", "v1beta2"], "v1beta2"), (["alpha", "beta", "v1"], "v1"),
            (["v3.3", "v3.4", "v5"], "v5"), (["v2", "v10"], "v10"), (["v1p1beta1", "v1"], "v1"),
            (["v1", "preview"], "v1"), (["v1.1", "v1.2"], "v1.2"),
        ] as [([String], String)]
    )
    func `the newest stable version is the default`(versions: [String], best: String) {
        let names = services(versions)
        #expect(names.filter { $1.name == "acme" }.map(\.key) == [best])
    }

    @Test func `a preferred version is the default`() {
        #expect(services(["v1", "v2"], preferred: "v1")["v1"]?.name == "acme")
    }

    @Test func `every version is found by its name`() {
        let names = services(["v1", "v1.1", "v2beta1"])
        #expect(names["v1"]?.name == "acme_v1")
        #expect(names["v1.1"] == .init(name: "acme", aliases: ["acme_v1_1"]))
        #expect(names["v2beta1"] == .init(name: "acme_v2beta1", aliases: []))
    }

    @Test func `versions with a name are APIs of their own`() {
        let names = services(["directory_v1", "reports_v1", "reports_v1beta"])
        #expect(names["directory_v1"]?.name == "acme_directory")
        #expect(names["directory_v1"]?.aliases.first == "acme_directory_v1")
        #expect(names["reports_v1"]?.name == "acme_reports")
        #expect(names["reports_v1beta"]?.name == "acme_reports_v1beta")
        #expect(names.values.count { $0.aliases.contains("acme") } == 1)
    }

    @Test func `services that StackQL names otherwise have its names, too`() {
        let names = services(["v1", "v2", "v2beta"], of: "iam")
        #expect(names["v1"]?.name == "iam")
        #expect(names["v2"] == .init(name: "iam_v2", aliases: ["iamv2"]))
        #expect(names["v2beta"]?.aliases == ["iamv2beta"])
    }

    @Test func `names and versions are found without reading all`() {
        let text = #"{"a":{"name":"no"},"b":["version","x"],"version":"v1","name":"acme","c":1}"#
        let identity = DiscoveryIdentity(scanning: Array(text.utf8))
        #expect(identity == DiscoveryIdentity(name: "acme", version: "v1"))
    }

    @Test(arguments: [
        "", "{", "[]", #"{"name":"acme"}"#, #"{"name":"a","version""#, #"{"name":"\"#,
    ])
    func `texts without them are refused`(text: String) {
        #expect(DiscoveryIdentity(scanning: Array(text.utf8)) == nil)
    }
}
