import Testing
import TuneQLCalls
import TuneQLCatalog
import TuneQLJSON
import TuneQLTransport

/// The ways in which parameters, bodies and fixed values become a request.
@Suite struct ParameterTests {
    private static func call(
        _ path: String = "/v1/things",
        _ parameters: [Parameter] = [],
        _ arguments: [String: String] = [:],
        body: JSONValue? = nil,
        change: (inout TuneQLCatalog.Method) -> Void = { _ in }
    ) -> MethodCall {
        let host = HostRule(otherwise: "https://a.example", fallback: "https://a.example")
        var method = Method(
            name: "m",
            verb: .select,
            httpMethod: "GET",
            path: path,
            host: host,
            parameters: parameters
        )
        change(&method)
        return MethodCall(method: method, arguments: arguments, body: body)
    }

    private static func target(_ call: MethodCall) throws -> String {
        String(try call.request().url.dropFirst("https://a.example".count))
    }

    @Test func `defaults are sent where the call has no value`() throws {
        let parameters = [
            Parameter(name: "id", location: .path, isRequired: true, defaultValue: "me"),
            Parameter(name: "alt", location: .query, isRequired: true, defaultValue: "media"),
            Parameter(name: "X-Version", location: .header, isRequired: true, defaultValue: "3"),
        ]
        let plain = Self.call("/v1/{id}", parameters)
        #expect(try Self.target(plain) == "/v1/me?alt=media")
        #expect(try plain.request().headers == [HTTPField(name: "X-Version", value: "3")])
        #expect(plain.value(of: "id") == "me")
        let given = Self.call("/v1/{id}", parameters, ["id": "x", "alt": "json", "X-Version": "4"])
        #expect(try Self.target(given) == "/v1/x?alt=json")
        #expect(try given.request().headers["x-version"] == "4")
    }

    @Test func `truth values are sent as words`() throws {
        let parameters = [
            Parameter(name: "a", location: .path, isRequired: true, type: .boolean),
            Parameter(name: "b", location: .query, isRequired: false, type: .boolean),
            Parameter(name: "c", location: .query, isRequired: false, type: .array(.boolean)),
            Parameter(name: "d", location: .query, isRequired: false, type: .integer),
        ]
        let arguments = ["a": "1", "b": "0", "c": #"["1", true, "0"]"#, "d": "1"]
        let url = try Self.target(Self.call("/v1/{a}", parameters, arguments))
        #expect(url == "/v1/true?b=false&c=true&c=true&c=false&d=1")
        let other = try Self.target(
            Self.call("/v1/{a}", parameters, ["a": "true", "b": "other", "c": "1"])
        )
        #expect(other == "/v1/true?b=other&c=true")
    }

    @Test func `a host's value has a default`() throws {
        let call = Self.call(
            "/v1",
            [Parameter(name: "region", location: .server, isRequired: true, defaultValue: "eu")]
        ) {
            $0.host = HostRule(
                parameter: "region",
                otherwise: "https://{region}.a.example",
                fallback: "https://a.example"
            )
        }
        #expect(try call.request().url == "https://eu.a.example/v1")
    }

    @Test(
        arguments: [
            ("a", true, "?p.q-r=a"), (#"["a","b c"]"#, true, "?p.q-r=a&p.q-r=b%20c"),
            (#" [1, true, {"x": null}] "#, true, "?p.q-r=1&p.q-r=true&p.q-r=%7B%22x%22%3Anull%7D"),
            (#"["a","b"]"#, false, "?p.q-r=a%2Cb"), ("[]", true, ""), ("[]", false, ""),
            ("[a", true, "?p.q-r=%5Ba"),
        ]
    )
    func `an array is sent value by value, or joined by commas`(
        value: String,
        isExploded: Bool,
        query: String
    ) throws {
        let parameter = Parameter(
            name: "p.q-r",
            location: .query,
            isRequired: false,
            type: .array(.string(format: nil)),
            isExploded: isExploded
        )
        #expect(try Self.target(Self.call("/v1", [parameter], ["p.q-r": value])) == "/v1" + query)
    }

    @Test func `a text that looks like an array is sent as it is`() throws {
        let parameter = Parameter(name: "p", location: .query, isRequired: false)
        #expect(
            try Self.target(Self.call("/v1", [parameter], ["p": #"["a"]"#]))
                == "/v1?p=%5B%22a%22%5D"
        )
    }

    @Test(
        arguments: [
            ("projects/p 1/things/a:b", "/v1/projects/p%201/things/a%3Ab:get"), ("x", "/v1/x:get"),
            ("a/.../b", "/v1/a/.../b:get"),
        ]
    )
    func `a value of several segments keeps its slashes`(value: String, path: String) throws {
        #expect(try Self.target(Self.call("/v1/{+name}:get", [], ["name": value])) == path)
    }

    @Test(arguments: ["", "/a", "a/", "a//b", "a/../b", ".", "a/."])
    func `a value whose segments would change the path is refused`(value: String) {
        let error = #expect(throws: RequestError.self) {
            try Self.call("/v1/{+name}", [], ["name": value]).request()
        }
        #expect(error?.message == "name = '\(value)' can't be a part of a path")
    }

    @Test func `names of parameters may have dots and hyphens`() throws {
        let call = Self.call(
            "/v1/{a.b}/{c-d}",
            [Parameter(name: "e.f-g", location: .query, isRequired: false)],
            ["a.b": "1", "c-d": "2", "e.f-g": "3"]
        )
        #expect(try Self.target(call) == "/v1/1/2?e.f-g=3")
    }

    @Test func `fixed header fields are sent, unless a parameter gives them`() throws {
        let fixed = [
            "X-Goog-Api-Version": "v_1", "Accept": "a", "Content-Type": "application/x+json",
        ]
        let call = Self.call(
            "/v1",
            [Parameter(name: "accept", location: .header, isRequired: false)],
            ["accept": "b"],
            body: [:]
        ) { $0.fixedHeaders = fixed }
        let headers = try call.request().headers
        #expect(headers["X-Goog-Api-Version"] == "v_1")
        #expect(headers["Accept"] == "b")
        #expect(headers["Content-Type"] == "application/x+json")
        #expect(headers.count == 3)
    }

    @Test(
        arguments: [
            (nil, nil, nil, nil), (["a": 1], nil, nil, #"{"a":1}"#),
            (
                ["a": ["x": 1, "y": [1]], "b": 2], ["a": ["y": [2]], "c": 3], nil,
                #"{"a":{"x":1,"y":[2]},"b":2,"c":3}"#
            ),
            (nil, ["a": 1], "data", #"{"data":{"a":1}}"#),
            (["b": 2], ["a": 1], "data", #"{"data":{"b":2,"a":1}}"#),
            (nil, nil, "data", nil),
        ] as [(JSONValue?, JSONValue?, String?, String?)]
    )
    func `a body has what every body has, in its wrapper`(
        base: JSONValue?,
        body: JSONValue?,
        wrapper: String?,
        sent: String?
    ) throws {
        let call = Self.call(body: body) { method in
            method.requestBase = base?.object
            method.wrapper = wrapper
        }
        let request = try call.request()
        #expect(request.body.map { String(decoding: $0, as: UTF8.self) } == sent)
    }

    @Test func `a list that is read by POST has its parameters in the body`() throws {
        let types: [(String, FieldType)] = [
            ("names", .array(.string(format: nil))), ("filter", .string(format: nil)),
            ("limit", .integer), ("deep", .boolean), ("order", .message("Order")),
            ("since", .int64String), ("ids", .array(.integer)), ("other", .any),
        ]
        let parameters = types.map {
            Parameter(name: $0.0, location: .body, isRequired: false, type: $0.1)
        }
        func body(_ arguments: [String: String]) throws -> String? {
            let call = Self.call("/v1/things:list", parameters, arguments) {
                $0.httpMethod = "POST"
                $0.requestMessage = "Request"
            }
            let request = try call.request()
            #expect(request.url == "https://a.example/v1/things:list")
            #expect(request.isIdempotent)
            return request.body.map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(try body([:]) == "{}")
        #expect(
            try body(["names": #"["a","b"]"#, "filter": "x = 1", "limit": "5", "deep": "1"])
                == #"{"names":["a","b"],"filter":"x = 1","limit":5,"deep":true}"#
        )
        #expect(
            try body(["names": "a", "order": #"{"by":"n"}"#, "since": "12", "ids": "7"])
                == #"{"names":["a"],"order":{"by":"n"},"since":"12","ids":[7]}"#
        )
        #expect(
            try body(["limit": "many", "order": "n", "deep": "false", "other": "1"])
                == #"{"limit":"many","deep":false,"order":"n","other":1}"#
        )
    }

    @Test func `a write by POST is not sent twice`() throws {
        let call = Self.call("/v1/things") {
            $0.verb = .insert
            $0.httpMethod = "POST"
        }
        #expect(try !call.request().isIdempotent)
    }

    @Test(arguments: [("1", "true"), ("0", "false"), ("true", "true"), ("2", "2")])
    func `truth values are words`(value: String, sent: String) throws {
        let deep = Parameter(name: "deep", location: .query, isRequired: false, type: .boolean)
        #expect(try Self.target(Self.call("/v1", [deep], ["deep": value])) == "/v1?deep=\(sent)")
    }
}
