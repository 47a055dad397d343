import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLRegistry

struct DiscoveryFolderTests {
    private func sample(_ name: String, _ version: String) -> [UInt8] {
        var sample = DiscoverySample()
        sample.name = name
        sample.version = version
        sample.add("jobs.list", "GET", "jobs")
        return sample.bytes
    }

    @Test func `the documents of a folder are found by what they say`() throws {
        try TemporaryDirectory.use { root in
            let files = [
                ("a.json", sample("acme", "v1")), ("b.json", sample("acme", "v2")),
                ("index.json", Array(#"{"items":[]}"#.utf8)), ("readme.txt", []),
                ("z.acme.v1.json", sample("acme", "v1")), ("broken.json", Array("{".utf8)),
            ]
            for (name, bytes) in files { try RegistryFiles.write(bytes, to: "\(root)/\(name)") }
            let folder = try DiscoveryFolder(root)
            #expect(folder.files.map(\.name) == ["a.json", "b.json"])
            #expect(folder.files.map { folder.services[$0.identity]?.name } == ["acme_v1", "acme"])
            #expect(folder.problems.map(\.error.document) == ["broken.json"])
            let reading = try folder.reading(of: folder.files[0], by: DiscoveryReader())
            #expect(reading.contents.service.name == "acme_v1")
            #expect(reading.documents == ["a.json"])
        }
    }

    @Test func `a folder that does not exist is refused`() {
        #expect(throws: DocumentError.self) { try DiscoveryFolder("/nowhere/at/all") }
    }
}
