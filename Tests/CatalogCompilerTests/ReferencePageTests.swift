import CatalogCompiler
import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLCatalogData

@Suite struct ReferencePageTests {
    @Test func `each resource has its page, as it is committed`() throws {
        let pages = try ReferencePage.pages(of: Catalog.embedded)
        #expect(
            pages.map(\.name) == ["google.aiplatform.locations", "google.aiplatform.tuning_jobs"]
        )
        for page in pages {
            let committed = ProjectFiles.text("docs/reference/\(page.name).md")
            #expect(committed == page.text, "CatalogCompiler reference writes \(page.name) anew")
        }
    }

    @Test func `the page of tuning jobs has a statement for each verb`() throws {
        let page = try #require(
            try ReferencePage.pages(of: Catalog.embedded).first {
                $0.name.hasSuffix("tuning_jobs")
            }
        )
        #expect(page.text.contains("(projectsId, locationsId, baseModel, supervisedTuningSpec)"))
        #expect(page.text.contains(#"'{"trainingDatasetUri":"…"}'"#))
        #expect(page.text.contains("EXEC google.aiplatform.tuning_jobs.cancel @projectsId = '…'"))
        #expect(page.text.contains("### SupervisedTuningSpec"))
    }
}
