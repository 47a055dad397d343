import Testing
import TuneQLCatalog
import TuneQLScan

@Suite struct FieldMaskTests {
    private static let pages = Pagination.token(
        Pagination.PageToken(parameter: "pageToken", member: "nextPageToken")
    )

    /// The mask of a resource with the columns `name`, `state` and `spec`.
    private static func mask(
        _ columns: [String],
        _ parts: [String: [[String]]] = [:],
        items: [String] = ["things"],
        pagination: Pagination? = pages,
        isSupported: Bool = true,
        change: (inout TuneQLCatalog.Method) -> Void = { _ in }
    ) -> String? {
        let host = HostRule(otherwise: "https://a.example", fallback: "https://a.example")
        var method = Method(
            name: "list",
            verb: .select,
            httpMethod: "GET",
            path: "/v1/things",
            host: host,
            parameters: [],
            rows: items.isEmpty ? RowSource() : .list(items),
            pagination: pagination,
            hasPartialResponse: isSupported
        )
        change(&method)
        let resource = Resource(
            provider: "a",
            service: "b",
            name: "things",
            columns: ["name", "state", "spec"].map { Field(name: $0, type: .any) },
            methods: [method]
        )
        return FieldMask.mask(columns: columns, parts: parts, of: resource, calling: method)
    }

    @Test func `the mask of a list has the columns of its items and the page token`() {
        #expect(Self.mask(["state", "name"]) == "things(state,name),nextPageToken")
        #expect(Self.mask(["name"], items: ["a", "b"]) == "a/b(name),nextPageToken")
        #expect(Self.mask(["name"], pagination: nil) == "things(name)")
        #expect(Self.mask(["name", "state"], items: [], pagination: nil) == "name,state")
    }

    @Test func `all that decides on the next page is in the mask`() {
        let token = Pagination.PageToken(
            parameter: "continue",
            source: .member(["metadata", "continue"]),
            more: ["metadata", "more"]
        )
        #expect(
            Self.mask(["name"], pagination: .token(token))
                == "things(name),metadata/continue,metadata/more"
        )
        let number = Pagination.PageNumber(parameter: "page", totalPages: ["total"])
        #expect(Self.mask(["name"], pagination: .pageNumber(number)) == "things(name),total")
        let url = Pagination.nextURL(.member(["next"]))
        #expect(Self.mask(["name"], pagination: url) == "things(name),next")
        #expect(Self.mask(["name"], pagination: .nextURL(.linkHeader)) == "things(name)")
    }

    @Test func `rows of other shapes have masks of their own`() {
        let scopes = RowSource(
            steps: [.member("items"), .everyValue, .member("things")],
            isList: true,
            scopeColumn: "spec"
        )
        let mask = Self.mask(["name", "spec"]) {
            $0.rows = scopes
            $0.unreachable = ["unreachables"]
        }
        #expect(mask == "items/*/things(name),nextPageToken,unreachables")
        let warned = Self.mask(["name"], pagination: nil) {
            $0.rows = scopes
            $0.warning = PageWarning(name: "warning")
        }
        #expect(warned == "items/*/things(name),warning,items/*/warning/code")
        #expect(
            Self.mask(["spec"], pagination: nil) { $0.rows = scopes } == "items/*/things"
        )
        let values = RowSource(steps: [.member("ids")], isList: true, form: .values)
        #expect(Self.mask(["name"]) { $0.rows = values } == "ids,nextPageToken")
        #expect(Self.mask(["name"]) { $0.rows = RowSource(form: .contents) } == nil)
        #expect(Self.mask(["name"]) { $0.wrapper = "data" } == nil)
    }

    @Test func `where all columns are used, or masks unsupported, there is none`() {
        #expect(Self.mask(["name", "state", "spec"]) == nil)
        #expect(Self.mask(["name"], isSupported: false) == nil)
    }

    @Test(
        arguments: [
            (["spec": [["a"]]], "name,spec(a)"),
            (["spec": [["a"], ["b"]]], "name,spec(a,b)"),
            (["spec": [["a", "b"], ["c"], ["a", "d"]]], "name,spec(a(b,d),c)"),
            (["spec": [["a", "b"], ["a"]]], "name,spec(a)"),
            (["spec": [["a"], []]], "name,spec"),
            (["spec": [["a"], ["a"]]], "name,spec(a)"),
            (["state": [["a"]]], "name,spec"),
        ] as [([String: [[String]]], String)]
    )
    func `of a column that is used in part, the parts are asked for`(
        _ parts: [String: [[String]]],
        _ fields: String
    ) {
        #expect(Self.mask(["name", "spec"], parts) == "things(\(fields)),nextPageToken")
    }

    @Test func `a part of the only unmasked column makes a mask`() {
        let mask = Self.mask(["name", "state", "spec"], ["spec": [["a"]]])
        #expect(mask == "things(name,state,spec(a)),nextPageToken")
    }

    @Test(
        arguments: [
            (nil, nil, true),
            (nil, "things(name)", true),
            ("things(name)", nil, false),
            ("things(name)", "things(name)", true),
            ("things(name,state),nextPageToken", "nextPageToken,things(state)", true),
            ("things(name),nextPageToken", "things(name,state),nextPageToken", false),
            ("things(name)", "things(name),nextPageToken", false),
            ("things(spec),nextPageToken", "things(spec(epochs)),nextPageToken", true),
            ("things(spec(epochs))", "things(spec)", false),
            ("things(spec(epochs,rate))", "things(spec(rate))", true),
            ("things(spec/epochs)", "things(spec(epochs))", true),
            ("a/things(name,state)", "a/things(state)", true),
            ("a/things(name)", "b/things(name)", false),
            ("things(name),things(state)", "things(name,state)", true),
            ("things(spec(epochs)),things(spec)", "things(spec(rate))", true),
            ("things(spec),things(spec(epochs))", "things(spec(rate))", true),
            ("a/b/c,a/d", "a(d,b(c))", true),
            ("a/b/c,a/d", "a(d,b)", false),
            ("name,state", "name", true),
            ("name", "names", false),
        ] as [(String?, String?, Bool)]
    )
    func `a mask covers those that ask for no more`(
        _ wide: String?,
        _ narrow: String?,
        _ covers: Bool
    ) {
        #expect(FieldMask.covers(wide, narrow) == covers)
    }

    @Test func `columns that rows of the method do not have are left out`() {
        func mask(_ columns: [String]) -> String? {
            Self.mask(columns) { $0.responseNames = [["things"], ["id", "name", "state"]] }
        }
        #expect(mask(["spec", "name"]) == "things(name),nextPageToken")
        #expect(mask(["spec"]) == "things(id),nextPageToken")
        let scoped = Self.mask(["name", "spec"]) {
            $0.rows = RowSource(
                steps: [.member("items"), .everyValue, .member("things")],
                isList: true
            )
            $0.responseNames = [["items"], [], ["things"], ["name"]]
        }
        #expect(scoped == "items/*/things(name),nextPageToken")
    }
}
