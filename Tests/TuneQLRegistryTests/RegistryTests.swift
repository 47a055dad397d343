import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLCatalogData
import TuneQLRegistry

@Suite struct RegistryTests {
    @Test func `the embedded catalog is the one of the project's documents`() throws {
        let image = try Registry(directory: ProjectFiles.root + "/provider").compiled()
        let catalog = try Catalog(image: image)
        for service in try catalog.services(of: "google") {
            let found = try Catalog.embedded.resources(of: "google", service: service.name)
            #expect(try found == catalog.resources(of: "google", service: service.name))
            #expect(!found.isEmpty)
        }
        #expect(image.count < 2_500_000)
    }

    @Test func `everything read from documents comes back from their catalog`() throws {
        let directory = "\(ProjectFiles.root)/\(Acme.registry)"
        let catalog = try Catalog(image: try Registry(directory: directory).compiled())
        let contents = try Acme.contents()
        #expect(try catalog.services(of: "acme").map(\.name) == ["jobs"])
        #expect(try catalog.resources(of: "acme", service: "jobs") == contents.resources)
        for message in contents.messages {
            let found = try catalog.message(message.name, provider: "acme", service: "jobs")
            #expect(found == message)
        }
    }

    @Test func `what cannot be used is said in a sentence that names the place`() throws {
        let error = try #require(throws: RegistryError.self) {
            try Registry(directory: "/nowhere/at/all").compiled()
        }
        #expect(error.message.hasPrefix("/nowhere/at/all: it cannot be read ("))
        #expect(error.description == "the provider documents cannot be used: \(error.message)")
    }
}
