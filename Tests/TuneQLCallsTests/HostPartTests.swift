import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLTransport

/// The values that documents let choose the host of a call.
@Suite struct HostPartTests {
    private static func url(_ host: String, _ value: String) throws -> String {
        let parameter = Parameter(name: "x", location: .server, isRequired: true)
        let method = Method(
            name: "m",
            verb: .select,
            httpMethod: "GET",
            path: "/v1",
            host: HostRule(parameter: "x", otherwise: host, fallback: host),
            parameters: [parameter]
        )
        return try MethodCall(method: method, arguments: ["x": value]).request().url
    }

    @Test(
        arguments: [
            ("https://{x}", "10.0.0.1:6443"), ("https://{x}", "k8s.Example.com"),
            ("https://{x}", "[fe80::1]:8443"), ("https://{x}", "localhost"),
            ("https://api.{x}", "example.com:8080"), ("https://{x}.db.example", "adb-12.3"),
            ("https://{x}:6443", "10.0.0.1"), ("https://{x}-a.example", "us-central1"),
        ]
    )
    func `a value may be as much of a host as it stands for`(host: String, value: String) throws {
        let expected = host.split(separator: "{x}", omittingEmptySubsequences: false)
            .joined(separator: value)
        #expect(try Self.url(host, value) == "\(expected)/v1")
    }

    @Test(
        arguments: [
            ("https://{x}", "a/b"), ("https://{x}", "user@a"), ("https://{x}", "a?b"),
            ("https://{x}", "a#b"), ("https://{x}", "a\\b"), ("https://{x}", "a:"),
            ("https://{x}", "a:b"), ("https://{x}", "a:70000"), ("https://{x}", "a:0"),
            ("https://{x}", "a:1:2"), ("https://{x}", "a..b"), ("https://{x}", ""),
            ("https://{x}", ".a"), ("https://{x}", "a."), ("https://{x}", "é"),
            ("https://{x}", "[::1"), ("https://{x}", "[a]"), ("https://{x}", "[::1]x"),
            ("https://{x}", "http://a"), ("https://{x}", "a%2Fb"), ("https://{x}", "a b"),
            ("https://{x}.db.example", "a:1"), ("https://{x}.db.example", "[::1]"),
            ("https://{x}:6443", "a:1"), ("https://{x}-a.example", "a.b"),
        ]
    )
    func `no value reaches out of the host`(host: String, value: String) {
        let error = #expect(throws: RequestError.self) { try Self.url(host, value) }
        #expect(error?.message.hasSuffix("can't be a part of a host name") == true)
    }
}
