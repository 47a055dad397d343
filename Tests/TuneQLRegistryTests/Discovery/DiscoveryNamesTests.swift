import Testing
import TuneQLCatalog
import TuneQLRegistry

struct DiscoveryNamesTests {
    @Test(
        arguments: [
            ("projects.locations.tuningJobs.list", "tuning_jobs", "list"),
            ("projects.datasets.getIamPolicy", "datasets_iam_policies", "get_iam_policy"),
            (
                "projects.datasets.testIamPermissions", "datasets_iam_policies",
                "test_iam_permissions"
            ),
            ("models.listVersions", "models_versions", "list_versions"),
            ("projects.locations.getRagConfig", "rag_config", "get_rag_config"),
            ("projects.zones.getServerconfig", "zones_serverconfig", "get_serverconfig"),
            (
                "clusters.fetchClusterUpgradeInfo", "cluster_upgrade_info",
                "fetch_cluster_upgrade_info"
            ),
            ("trials.listOptimalTrials", "optimal_trials", "list_optimal_trials"),
            ("spans.createSpan", "spans", "create_span"),
            (
                "clusters.well-known.getOpenid-configuration", "well_known_openid_configuration",
                "get_openid_configuration"
            ),
            ("jobs.searchAll", "jobs", "search_all"),
            ("tuningJobs.rebaseTunedModel", "tuning_jobs", "rebase_tuned_model"),
            ("v1.getSettings", "acme_settings", "get_settings"), ("tokeninfo", "acme", "tokeninfo"),
        ] as [(String, String, String)]
    )
    func `tables and methods have StackQL's names`(id: String, table: String, name: String) throws {
        var sample = DiscoverySample()
        sample.add(id, "GET", "v1/things")
        let resources = try sample.result().contents.resources
        #expect(resources.map(\.name) == [table])
        #expect(resources.first?.methods.map(\.name) == [name])
    }

    @Test func `a method keeps its collection`() throws {
        var sample = DiscoverySample()
        sample.add("projects.locations.tuningJobs.list", "GET", "v1/things")
        #expect(
            try sample.method("list", of: "tuning_jobs")?.collection
                == "projects.locations.tuningJobs"
        )
    }
}
