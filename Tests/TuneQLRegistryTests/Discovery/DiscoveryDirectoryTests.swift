import Testing
import TuneQLRegistry

@Suite struct DiscoveryDirectoryTests {
    private static let url = "https://x.example/apis"

    private func directory(_ items: String) throws -> DiscoveryDirectory {
        try DiscoveryDirectory(Array(#"{"items": [\#(items)]}"#.utf8), from: Self.url)
    }

    private static func item(_ name: String, _ version: String) -> String {
        """
        {"id": "\(name):\(version)", "name": "\(name)", "version": "\(version)",
        "discoveryRestUrl": "https://\(name).example/rest?version=\(version)"}
        """
    }

    @Test func `documents have a URL and a file each`() throws {
        let list = [
            Self.item("dns", "v1"), Self.item("admin", "directory_v1"), Self.item("dns", "v1"),
        ]
        let directory = try directory(list.joined(separator: ","))
        #expect(directory.entries.map(\.file) == ["dns.v1.json", "admin.directory_v1.json"])
        #expect(directory.entries.first?.url == "https://dns.example/rest?version=v1")
        #expect(directory.problems == [])
    }

    @Test(
        arguments: [
            Self.item("../dns", "v1"), Self.item("dns", "a/b"), Self.item("", "v1"), "7", "{}",
            #"{"name": "dns", "version": "v1"}"#, #"{"name": "dns", "version": 1}"#,
            #"{"name": "dns", "version": "v1", "discoveryRestUrl": "file:///etc/passwd"}"#,
        ]
    )
    func `an entry that cannot be used is a problem, and the others remain`(item: String) throws {
        let directory = try directory("\(item), \(Self.item("run", "v2"))")
        #expect(directory.entries.map(\.file) == ["run.v2.json"])
        #expect(directory.problems.count == 1)
    }

    @Test func `a service needs all versions of its API`() throws {
        let list = [("compute", "v1"), ("compute", "beta"), ("dns", "v1")].map(Self.item)
        let directory = try directory(list.joined(separator: ","))
        #expect(
            try directory.entries(of: ["google.compute_beta"]).map(\.file)
                == ["compute.v1.json", "compute.beta.json"]
        )
        #expect(try directory.entries(of: []).count == 3)
        #expect(
            throws: InstallationError("the list has no document of the service 'computer'")
        ) { try directory.entries(of: ["dns", "computer"]) }
    }

    @Test(arguments: ["", "<html>", "[]", "{}", #"{"items": 7}"#, #"{"items": {}}"#])
    func `another text is no list`(text: String) {
        #expect(
            throws: InstallationError("\(Self.url) is no list of discovery documents")
        ) { try DiscoveryDirectory(Array(text.utf8), from: Self.url) }
    }
}
