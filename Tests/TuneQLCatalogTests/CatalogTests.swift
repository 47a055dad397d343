import Testing
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLJSON
import TuneQLSQLite

@Suite struct CatalogTests {
    @Test func `providers and services are listed`() throws {
        let catalog = Catalog.embedded
        #expect(try catalog.providers().map(\.name) == ["google"])
        #expect(try catalog.providers().first?.authorization?["type"] == "service_account")
        #expect(try catalog.services(of: "GOOGLE").map(\.name) == ["aiplatform"])
        #expect(try catalog.services(of: "acme").isEmpty)
        let resources = try catalog.resources(of: "google", service: "aiplatform")
        #expect(resources.count == 111)
        #expect(resources.map(\.name).contains("tuning_jobs"))
    }

    @Test func `tuning jobs have their columns in the order of the document`() throws {
        let names = """
            name description baseModel createTime encryptionSpec endTime error experiment labels \
            startTime state supervisedTuningSpec tunedModel tunedModelDisplayName tuningDataStats \
            updateTime evaluateDatasetRuns gcsMetricsUri preTunedModel preferenceOptimizationSpec \
            serviceAccount
            """
        let columns = try Project.tuningJobs().columns
        #expect(columns.map(\.name) == names.split(separator: " ").map(String.init))
        #expect(columns.allSatisfy { $0.description.hasSuffix(".") })
    }

    @Test func `tuning jobs have five methods`() throws {
        let jobs = try Project.tuningJobs()
        #expect(
            jobs.methods.map(\.name) == ["get", "list", "create", "cancel", "rebase_tuned_model"]
        )
        #expect(jobs.methods.map(\.verb) == [.select, .select, .insert, .exec, .exec])
        #expect(jobs.methods.allSatisfy { $0.hasPartialResponse })
        #expect(jobs.parameters.map(\.name).suffix(2) == ["filter", "pageSize"])
        #expect(jobs.nameColumn == "name")
        #expect(jobs.stateColumn == "state")
        #expect(
            jobs.terminalStates == [
                "JOB_STATE_SUCCEEDED", "JOB_STATE_FAILED", "JOB_STATE_CANCELLED",
                "JOB_STATE_EXPIRED", "JOB_STATE_PARTIALLY_SUCCEEDED",
            ]
        )
    }

    @Test func `the list of tuning jobs is paged by a hundred`() throws {
        let list = try #require(try Project.tuningJobs().methods.first { $0.name == "list" })
        #expect(list.rows == .list(["tuningJobs"]))
        #expect(list.responseMessage == "ListTuningJobsResponse")
        #expect(
            list.pagination
                == .token(
                    Pagination.PageToken(
                        parameter: "pageToken",
                        member: "nextPageToken",
                        size: Pagination.PageSize(parameter: "pageSize", maximum: 100)
                    )
                )
        )
    }

    @Test func `cancelling ends well in another state than creating`() throws {
        let tuning = try Project.tuningJobs()
        let cancel = try #require(tuning.methods.first { $0.name == "cancel" })
        let create = try #require(tuning.methods.first { $0.name == "create" })
        #expect(tuning.successStates(of: cancel) == ["JOB_STATE_CANCELLED"])
        #expect(
            tuning.successStates(of: create)
                == ["JOB_STATE_SUCCEEDED", "JOB_STATE_PARTIALLY_SUCCEEDED"]
        )
        #expect(tuning.errorColumn == "error")
    }

    @Test func `the catalog knows what names an answer may have, down to its rows`() throws {
        let tuning = try Project.tuningJobs()
        func names(_ method: String) -> [[String]]? {
            tuning.methods.first { $0.name == method }?.responseNames
        }
        let columns = tuning.columns.map(\.name)
        #expect(names("list")?.map { Set($0) } == [["tuningJobs", "nextPageToken"], Set(columns)])
        #expect(names("get") == [columns])
        #expect(names("cancel") == [[]])
    }

    @Test func `rebasing a model answers an operation, and no other method does`() throws {
        let operations = try Project.tuningJobs().methods.filter { $0.operation != nil }
        #expect(operations.map(\.name) == ["rebase_tuned_model"])
        #expect(operations.first?.operation?.path(of: "a/operations/7") == "/v1/a/operations/7")
    }

    @Test func `every call of the service has its limit`() throws {
        for method in try Project.tuningJobs().methods {
            #expect(
                method.quota
                    == QuotaRule(
                        project: "projectsId",
                        location: "locationsId",
                        requestsPerMinute: 600,
                        burst: 300,
                        concurrency: 32
                    )
            )
        }
    }

    @Test func `the location decides the host`() throws {
        let list = try #require(try Project.tuningJobs().methods.first { $0.name == "list" })
        #expect(
            list.host
                == HostRule(
                    parameter: "locationsId",
                    exceptions: [
                        "global": "https://aiplatform.googleapis.com",
                        "us": "https://aiplatform.{locationsId}.rep.googleapis.com",
                        "eu": "https://aiplatform.{locationsId}.rep.googleapis.com",
                    ],
                    otherwise: "https://{locationsId}-aiplatform.googleapis.com",
                    fallback: "https://aiplatform.googleapis.com"
                )
        )
    }

    @Test(arguments: ["TUNING_JOBS", "Tuning_Jobs"])
    func `names are found in any case`(name: String) throws {
        let catalog = Catalog.embedded
        let found = try catalog.resource(provider: "Google", service: "AIplatform", name: name)
        #expect(found?.id == "google.aiplatform.tuning_jobs")
        #expect(try found == Project.tuningJobs())
    }

    @Test func `what is not there is nil`() throws {
        let catalog = Catalog.embedded
        #expect(try catalog.resource(provider: "google", service: "aiplatform", name: "x") == nil)
        #expect(try catalog.message("tuningjob", provider: "google", service: "aiplatform") == nil)
    }

    @Test(arguments: [
        [], Array("SQLite format 3\0 and no more".utf8), [UInt8](repeating: 7, count: 8192),
    ])
    func `bytes that are no catalog are refused`(image: [UInt8]) {
        #expect(throws: CatalogError.self) { try Catalog(image: image) }
    }

    @Test func `a database of another version is refused`() throws {
        let connection = try Connection()
        try connection.execute("CREATE TABLE t(x); PRAGMA user_version = 77")
        let image = try connection.image()
        let error = try #require(throws: CatalogError.self) { try Catalog(image: image) }
        #expect(error == .otherVersion(77))
    }
}
