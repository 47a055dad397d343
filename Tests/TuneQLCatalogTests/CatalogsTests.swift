import Synchronization
import Testing
import TuneQLCatalog

/// Several catalogs that are looked through as one.
@Suite struct CatalogsTests {
    private static func problem(
        _ service: String,
        _ resource: String? = nil,
        _ method: String? = nil,
        line: Int? = nil,
        isLeftOut: Bool = true
    ) -> CatalogProblem {
        CatalogProblem(
            provider: "acme",
            service: service,
            resource: resource,
            method: method,
            document: "\(service).yaml",
            line: line,
            reason: "it is odd",
            isLeftOut: isLeftOut
        )
    }

    @Test func `a service comes whole from the first catalog that has it`() throws {
        let catalogs = Catalogs([
            try Acme.catalog(Acme.service("a", title: "first")),
            try Acme.catalog(
                Acme.service("a", [Acme.resource("others", in: "a")], title: "second"),
                Acme.service("b")
            ),
        ])
        #expect(try catalogs.providers().map(\.name) == ["acme"])
        #expect(try catalogs.services(of: "ACME").map(\.title) == ["first", ""])
        #expect(try catalogs.serviceNames(of: "acme") == ["a", "b"])
        #expect(try catalogs.resourceNames(of: "acme", service: "A") == ["a_things"])
        #expect(try catalogs.resource(provider: "acme", service: "a", name: "others") == nil)
        #expect(try catalogs.resource(provider: "acme", service: "b", name: "B_things") != nil)
        #expect(try catalogs.message("Thing", provider: "acme", service: "b") == Acme.thing)
        #expect(try catalogs.message("thing", provider: "acme", service: "b") == nil)
        #expect(try catalogs.resourceID(named: "b_THINGS") == "acme.b.b_things")
        #expect(try catalogs.resourceID(named: "no_things") == nil)
    }

    @Test func `the resources that were read last are kept, but not for other catalogs`() throws {
        let listed = Mutex([try Acme.catalog(Acme.service("a"))])
        let catalogs = Catalogs { () throws(CatalogError) in listed.withLock { $0 } }
        func resource(_ name: String) throws -> Resource? {
            try catalogs.resource(provider: "acme", service: "a", name: name)
        }
        #expect(try resource("A_things") == resource("a_things"))
        let others = try Acme.catalog(
            Acme.service("a", (0..<40).map { Acme.resource("others\($0)", in: "a") })
        )
        listed.withLock { $0 = [others] }
        catalogs.forget()
        #expect(try resource("a_things") == nil)
        for round in 0..<2 {
            for number in 0..<40 {
                #expect(try resource("others\(number)")?.name == "others\(number)", "\(round)")
            }
        }
    }

    @Test func `a service is found by its other names, and listed by its own`() throws {
        let catalogs = Catalogs([
            try Acme.catalog(
                Acme.service("a", aliases: ["a_v1", "b"]),
                Acme.service("b", title: "own name")
            ),
            try Acme.catalog(Acme.service("a_v1", title: "second")),
        ])
        let service = try #require(try catalogs.service(named: "A_V1", of: "acme"))
        #expect(service.name == "a")
        #expect(Set(service.aliases) == ["a_v1", "b"])
        #expect(try catalogs.service(named: "b", of: "acme")?.title == "own name")
        #expect(try catalogs.resourceNames(of: "acme", service: "a_v1") == ["a_things"])
        let found = try catalogs.resource(provider: "acme", service: "a_v1", name: "a_things")
        #expect(found?.id == "acme.a.a_things")
        #expect(try catalogs.message("Thing", provider: "acme", service: "a_v1") == Acme.thing)
    }

    @Test func `catalogs are listed at the first look-up, and once`() throws {
        let count = Mutex(0)
        let catalogs = Catalogs { () throws(CatalogError) in
            count.withLock { $0 += 1 }
            return []
        }
        #expect(count.withLock { $0 } == 0)
        #expect(try catalogs.providers().isEmpty)
        #expect(try catalogs.service(named: "a", of: "acme") == nil)
        #expect(count.withLock { $0 } == 1)
    }

    @Test func `a catalog of another provider is not opened`() throws {
        let catalogs = Catalogs([
            Catalog(.file("/nowhere/other.catalog"), of: "other"),
            try Acme.catalog(Acme.service("a")),
        ])
        #expect(try catalogs.resource(provider: "acme", service: "a", name: "a_things") != nil)
        #expect(try catalogs.providers().map(\.name) == ["acme"])
        let error = try #require(throws: CatalogError.self) {
            try catalogs.services(of: "other")
        }
        #expect(
            error.description
                == "the catalog /nowhere/other.catalog cannot be read: unable to open database file"
        )
        #expect(try catalogs.problems().map(\.document) == ["/nowhere/other.catalog"])
    }

    @Test func `a catalog that cannot be read hides no other one of its provider`() throws {
        let catalogs = Catalogs([
            Catalog(.file("/nowhere/acme.catalog"), of: "acme"),
            try Acme.catalog(Acme.service("a")),
        ])
        #expect(throws: CatalogError.self) {
            try catalogs.resource(provider: "acme", service: "a", name: "a_things")
        }
    }

    @Test func `under an alias a resource has the methods of its collections`() throws {
        let operations = Acme.resource(
            "operations",
            in: "a",
            methods: ["x.operations", "y.operations", "z.operations"].map {
                Acme.method("get", collection: $0)
            },
            aliases: [
                Alias(name: "x_operations", collections: ["x.operations"]),
                Alias(name: "yz_operations", collections: ["y.operations", "z.operations"]),
            ]
        )
        let catalogs = Catalogs([try Acme.catalog(Acme.service("a", [operations]))])
        let whole = try catalogs.resource(provider: "acme", service: "a", name: "operations")
        #expect(whole == operations)
        let found = try #require(
            try catalogs.resource(provider: "acme", service: "a", name: "YZ_operations")
        )
        #expect(found.id == "acme.a.yz_operations")
        #expect(found.methods.map(\.collection) == ["y.operations", "z.operations"])
        #expect(try catalogs.resourceNames(of: "acme", service: "a") == ["operations"])
        #expect(
            try catalogs.aliasNames(of: "acme", service: "a") == ["x_operations", "yz_operations"]
        )
    }

    @Test func `what is left out is found with its reason`() throws {
        let problems = [
            Self.problem("a", "things", "patch", line: 7), Self.problem("a", "gone", line: 3),
            Self.problem("a", "poorer", isLeftOut: false),
        ]
        var writer = try CatalogWriter()
        try writer.add(Provider(name: "acme", version: "v1"))
        try writer.add(Acme.service("a", problems: problems))
        try writer.add(Self.problem("b"))
        let catalogs = Catalogs([try Catalog(image: try writer.image())])
        #expect(try catalogs.problems() == problems + [Self.problem("b")])
        #expect(try catalogs.problems(of: "acme", service: "b") == [Self.problem("b")])
        #expect(
            try catalogs.problem(provider: "ACME", service: "a", resource: "GONE") == problems[1]
        )
        for name in ["x", "poorer"] {
            #expect(try catalogs.problem(provider: "acme", service: "a", resource: name) == nil)
        }
        #expect(try catalogs.problem(provider: "acme", service: "B") == Self.problem("b"))
        #expect(try catalogs.problem(provider: "acme", service: "a") == nil)
    }

    @Test func `problems of a service that another catalog describes are not told`() throws {
        let catalogs = Catalogs([
            try Acme.catalog(Acme.service("a")),
            try Acme.catalog(Acme.service("a", problems: [Self.problem("a", "gone")])),
        ])
        #expect(try catalogs.problems().isEmpty)
        #expect(
            try catalogs.problem(provider: "acme", service: "a", resource: "gone") == nil
        )
    }
}
