import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

/// Documents that older versions of the registry spread over several files.
@Suite struct ReferenceTests {
    private func jobs(_ change: (inout RegistryFiles) throws -> Void) throws -> Resource? {
        var files = try RegistryFiles()
        try change(&files)
        return try TemporaryDirectory.use { root in
            try files.write(to: root)
            let report = try Registry(directory: root).report()
            #expect(report.problems.isEmpty, "\(report.problems)")
            let catalog = try Catalog(image: try Registry(directory: root).compiled())
            return try catalog.resource(provider: "acme", service: "jobs", name: "jobs")
        }
    }

    @Test func `a file whose name differs in case is found`() throws {
        let found = try jobs { files in
            files["acme/v1/services/Jobs.yaml"] = files[RegistryFiles.jobs]
            files[RegistryFiles.jobs] = nil
        }
        #expect(found?.methods.count == 4)
    }

    @Test func `an entry without a path has the document of its name`() throws {
        let found = try jobs { files in
            let reference = "    service:\n      $ref: acme/v1/services/jobs.yaml\n"
            try files.replace(reference, in: RegistryFiles.provider, with: "")
        }
        #expect(found?.methods.count == 4)
    }

    @Test func `schemas and operations may be in other documents`() throws {
        let found = try jobs { files in
            files["acme/v1/shared/all.yaml"] = files[RegistryFiles.jobs]
            try files.replace(
                "{ $ref: '#/components/schemas/JobList' }",
                in: RegistryFiles.jobs,
                with: "{ $ref: 'acme/v1/shared/all.yaml#/components/schemas/JobList' }"
            )
            try files.replace(
                "'#/paths/~1v1~1projects~1{projectId}~1jobs~1{jobId}/get'",
                in: RegistryFiles.jobs,
                with:
                    "'acme/v1/shared/all.yaml#/paths/~1v1~1projects~1{projectId}~1jobs~1{jobId}/get'"
            )
        }
        #expect(found?.methods.count == 4)
        #expect(found?.columns.map(\.name) == ["name", "state", "attempts", "spec"])
    }

    @Test func `resources may be in a document of their own`() throws {
        let found = try jobs { files in
            let text = try #require(files[RegistryFiles.jobs])
            let parts = text.split(separator: "  x-stackQL-resources:\n", maxSplits: 1)
            let operation = "acme/v1/services/jobs.yaml#/paths"
            files[RegistryFiles.jobs] = String(parts[0])
            files["acme/v1/resources/jobs.yaml"] =
                "resources:\n"
                + parts[1].replacing("'#/paths", with: "'\(operation)")
                .replacing("#/components/x-stackQL-resources", with: "#/resources")
            try files.replace(
                "      $ref: acme/v1/services/jobs.yaml\n",
                in: RegistryFiles.provider,
                with: """
                          $ref: acme/v1/services/jobs.yaml
                        resources:
                          $ref: acme/v1/resources/jobs.yaml

                    """
            )
        }
        #expect(found?.methods.map(\.verb) == [.select, .select, .insert, .exec])
    }

    @Test func `paging may be declared by the entry of the service`() throws {
        let found = try jobs { files in
            try files.replace("nextPageToken", in: RegistryFiles.jobs, with: "more")
            try files.replace(
                "    service:\n      $ref: acme/v1/services/jobs.yaml\n",
                in: RegistryFiles.provider,
                with: """
                        config: { pagination: { requestToken: { key: pageToken, location: query },
                                                responseToken: { key: $.more, location: body } } }
                        service:
                          $ref: acme/v1/services/jobs.yaml

                    """
            )
        }
        let list = found?.methods.first { $0.name == "list" }
        #expect(list?.pagination?.nextPath == ["more"])
    }
}
