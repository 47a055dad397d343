import Testing
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

struct DiscoveryMediaTests {
    private func files(_ method: String, response: String?) throws -> Resource {
        var sample = DiscoverySample(schemas: ["File": object("File", ["name": text])])
        sample.add(
            "files.\(method)",
            "GET",
            "v1/files/{file}",
            parameters: ["file": ["location": "path", "type": "string", "required": true]],
            response: response,
            others: [("supportsMediaDownload", true)]
        )
        return try #require(try sample.resource("files"))
    }

    @Test func `a file is read beside what is known of it`() throws {
        let files = try files("get", response: "File")
        #expect(files.methods.map(\.name) == ["get", "get_media"])
        #expect(files.methods.map(\.verb) == [.select, .select])
        #expect(files.methods[1].rows.form == .contents)
        #expect(files.methods[1].requiredParameters == ["file", "alt"])
        #expect(files.columns.map(\.name) == ["name", "contents"])
        let plain = try files.selection(for: .select, bound: ["file"])
        #expect(plain.method.name == "get")
        let media = try files.selection(for: .select, bound: ["file", "alt"])
        #expect(media.method.name == "get_media")
    }

    @Test(arguments: ["File", nil])
    func `what only downloads returns the file alone`(response: String?) throws {
        let files = try files("download", response: response)
        #expect(files.methods.map(\.name) == ["download"])
        #expect(files.methods[0].rows.form == .contents)
        #expect(files.methods[0].requiredParameters == ["file"])
        #expect(files.methods[0].parameters.last?.defaultValue == "media")
    }
}
