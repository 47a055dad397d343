import ProgramSupport
import Testing
import TuneQLCatalog
import TuneQLSQLite

/// Catalogs in files: written whole or not at all, copied service by service.
@Suite struct CatalogFileTests {
    private static let stamp = DocumentStamp(
        provider: "acme",
        service: "a",
        path: "/src/acme/a.yaml",
        digest: "00ff",
        size: 12,
        modified: 1_700_000_000_123_456_789,
        inode: 99
    )

    private func write(_ services: ServiceContents..., to path: String) throws {
        var writer = try CatalogWriter(path: path)
        try writer.add(Provider(name: "acme", version: "v1"))
        for service in services { try writer.add(service) }
        try writer.finish()
    }

    @Test func `a file takes its place when it is whole`() throws {
        let directory = try TestDirectory()
        let path = "\(directory.path)/deep/er/acme.catalog"
        try write(Acme.service("a", documents: [Self.stamp]), to: path)
        let before = Catalog(.file(path))
        #expect(try before.serviceNames(of: "acme") == ["a"])
        #expect(try before.documents() == [Self.stamp])
        do {
            var writer = try CatalogWriter(path: path)
            try writer.add(Acme.service("b"))
        }
        #expect(try Catalog(.file(path)).serviceNames(of: "acme") == ["a"])
        try write(Acme.service("b"), to: path)
        #expect(try Catalog(.file(path)).serviceNames(of: "acme") == ["b"])
        #expect(try before.serviceNames(of: "acme") == ["a"])
        #expect(try directory.files("deep/er") == ["acme.catalog"])
    }

    @Test func `a path with characters of URIs is a path`() throws {
        let directory = try TestDirectory()
        let path = "\(directory.path)/a?b#c%41 d.catalog"
        try write(Acme.service("a"), to: path)
        #expect(try Catalog(.file(path)).serviceNames(of: "acme") == ["a"])
    }

    @Test func `a place that cannot be written is named`() throws {
        let error = try #require(throws: CatalogError.self) {
            _ = try CatalogWriter(path: "/proc/no/acme.catalog")
        }
        #expect(
            error.description.hasPrefix("the catalog cannot be written: the directory /proc/no/")
        )
    }

    @Test func `services are copied as they are`() throws {
        let directory = try TestDirectory()
        let problem = CatalogProblem(
            provider: "acme",
            service: "b",
            resource: "x",
            document: "b.yaml",
            reason: "odd"
        )
        let things = ["one", "two"].map {
            Acme.resource(
                $0,
                in: "b",
                methods: [Acme.method("get", collection: "c"), Acme.method("list")],
                aliases: [Alias(name: "c_\($0)", collections: ["c"])]
            )
        }
        let services = [
            Acme.service("a", documents: [Self.stamp]),
            Acme.service("b", things, problems: [problem]), Acme.service("c"),
        ]
        let old = try Catalog(image: try Acme.image(services))
        let path = "\(directory.path)/new.catalog"
        var writer = try CatalogWriter(path: path)
        try writer.add(Acme.service("z"))
        for name in ["c", "b", "a"] {
            #expect(try writer.copyService(name, of: "acme", from: old))
        }
        #expect(try !writer.copyService("x", of: "acme", from: old))
        try writer.add(Acme.service("y"))
        try writer.finish()
        let new = Catalog(.file(path))
        #expect(try new.serviceNames(of: "acme") == ["a", "b", "c", "y", "z"])
        for name in ["a", "b", "c"] {
            #expect(
                try new.resources(of: "acme", service: name)
                    == old.resources(of: "acme", service: name)
            )
        }
        #expect(try new.resource(provider: "acme", service: "b", name: "c_two")?.methods.count == 1)
        #expect(try new.resources(of: "acme", service: "y").map(\.name) == ["y_things"])
        #expect(try new.message("Thing", provider: "acme", service: "b") == Acme.thing)
        #expect(try new.problems() == [problem])
        #expect(try new.documents() == [Self.stamp])
    }

    @Test func `what is no catalog of this version is refused by its path`() throws {
        let directory = try TestDirectory()
        let old = "\(directory.path)/old.catalog"
        let connection = try Connection(path: old)
        try connection.execute("PRAGMA user_version = 5; CREATE TABLE t(x)")
        let text = try directory.write("no catalog at all, but a text", to: "text.catalog")
        for (path, reason) in [
            (old, "was compiled by another version of TuneQL"),
            (text, "cannot be read: file is not a database"),
        ] {
            let error = try #require(throws: CatalogError.self) { try Catalog(.file(path)).open() }
            #expect(error.description == "the catalog \(path) \(reason)")
        }
    }

    @Test func `a catalog of another version is made anew where that is possible`() throws {
        let directory = try TestDirectory()
        let path = "\(directory.path)/acme.catalog"
        try Connection(path: path).execute("PRAGMA user_version = 1; CREATE TABLE t(x)")
        let refused = Catalog(.file(path), renewal: { _ in false })
        #expect(throws: CatalogError.file(path, .otherVersion(1))) { try refused.open() }
        let renewed = Catalog(.file(path)) { path in
            do {
                var writer = try CatalogWriter(path: path)
                try writer.add(Acme.service("a"))
                try writer.finish()
                return true
            } catch {
                return false
            }
        }
        #expect(try renewed.serviceNames(of: "acme") == ["a"])
    }

    @Test func `the current versions of a home are its catalogs`() throws {
        let directory = try TestDirectory()
        let home = TuneQLHome(path: directory.path)
        #expect(home.catalogs().isEmpty)
        for version in ["v1", "v2"] {
            try write(Acme.service(version), to: home.catalog(of: "acme", version: version))
        }
        try write(Acme.service("x"), to: home.catalog(of: "other", version: "v1"))
        #expect(home.catalogs().isEmpty)
        _ = try directory.write("v2\n", to: "catalogs/acme/current")
        #expect(home.currentVersion(of: "acme") == "v2")
        let catalogs = home.catalogs()
        #expect(catalogs.map(\.provider) == ["acme"])
        #expect(try catalogs.first?.serviceNames(of: "acme") == ["v2"])
    }

    @Test(
        arguments: [
            (["TUNEQL_HOME": "/t", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/t"),
            (["TUNEQL_HOME": "", "XDG_DATA_HOME": "/x", "HOME": "/h"], "/x/tuneql"),
            (["XDG_DATA_HOME": "relative", "HOME": "/h"], "/h/.local/share/tuneql"),
            ([:], nil),
        ] as [([String: String], String?)]
    )
    func `the home is the nearest that the variables name`(
        environment: [String: String],
        path: String?
    ) {
        #expect(TuneQLHome(environment: environment)?.path == path)
    }
}
