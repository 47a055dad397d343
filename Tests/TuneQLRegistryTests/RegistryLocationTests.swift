import Testing
import TuneQLRegistry

@Suite struct RegistryLocationTests {
    @Test(
        arguments: [
            ("/etc/registry", .directory("/etc/registry")),
            ("registry", .directory("registry")),
            ("file:///etc/registry", .directory("/etc/registry")),
            ("https://r.example/x", .archives(url: "https://r.example/x", directory: nil)),
            (
                #"{"url": "file:///etc/r", "verifyConfig": {"nopVerify": true}}"#,
                .directory("/etc/r")
            ),
            (
                #"{"url": "file:///etc/r", "localDocRoot": "/srv/r", "useEmbedded": false}"#,
                .directory("/srv/r")
            ),
            (
                "{ url: 'https://r.example', localDocRoot: /srv }",
                .archives(url: "https://r.example", directory: "/srv")
            ),
            ("url: https://r.example\n", .archives(url: "https://r.example", directory: nil)),
            (#"{"localDocRoot": "/srv/r"}"#, .directory("/srv/r")),
        ] as [(String, RegistryLocation)]
    )
    func `a registry is a directory, a URL or a mapping`(
        text: String,
        location: RegistryLocation
    ) throws {
        #expect(try RegistryLocation(text) == location)
    }

    @Test(arguments: ["{}", "{ url: '' }", "{", "ftp://r.example", "{ url: 'gopher://x' }"])
    func `anything else is refused`(text: String) {
        #expect(throws: RegistryError.self) { try RegistryLocation(text) }
    }

    @Test(arguments: ["false", "0", "'yes'"])
    func `signatures that nobody verifies are not asked for in vain`(value: String) {
        let error = #expect(throws: RegistryError.self) {
            try RegistryLocation("{ url: /etc/r, verifyConfig: { nopVerify: \(value) } }")
        }
        #expect(error?.message.contains("verifyConfig.nopVerify is not true") == true)
    }
}
