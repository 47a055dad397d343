import Testing
import TuneQLCatalog

/// The methods that EXEC calls by their names.
@Suite struct MethodNameTests {
    private static func method(_ name: String, _ collection: String, _ needs: [String]) -> Method {
        var method = Acme.method(name, collection: collection)
        method.parameters = needs.map { Parameter(name: $0, location: .path, isRequired: true) }
        return method
    }

    private let resource = Acme.resource(
        "operations",
        in: "a",
        methods: [
            method("get", "jobs.operations", ["jobsId", "operationsId"]),
            method("get", "operations", ["operationsId"]),
            method("get", "batches.operations", ["batchesId", "operationsId"]),
            method("stop", "", ["operationsId"]),
        ]
    )

    @Test(
        arguments: [
            ("get", 3), ("GET", 3), ("jobs.operations.get", 1), ("Jobs.Operations.Get", 1),
            ("stop", 1), ("operations.stop", 0), ("operations", 0), ("", 0),
        ]
    )
    func `methods are found by their names, with or without collections`(
        name: String,
        count: Int
    ) {
        #expect(resource.methods(named: name).count == count)
    }

    @Test(
        arguments: [
            (["jobsId", "operationsId"], "jobs.operations.get"),
            (["OPERATIONSID", "batchesid"], "batches.operations.get"),
            (["operationsId"], "operations.get"), (["operationsId", "other"], "operations.get"),
            (["operationsId", "jobsId", "batchesId"], "jobs.operations.get"),
            ([], "operations.get"), (["jobsId"], "operations.get"),
        ] as [([String], String)]
    )
    func `of methods of one name the most specific satisfied one is called`(
        bound: [String],
        fullName: String
    ) {
        let candidates = resource.methods(named: "get")
        #expect(resource.method(among: candidates, bound: bound)?.fullName == fullName)
        #expect(resource.method(among: [], bound: bound) == nil)
    }

    @Test func `each method has a distinct name that leads to it`() {
        let names = resource.methods.map { resource.distinctName(of: $0) }
        #expect(names == ["get", "operations.get", "batches.operations.get", "stop"])
        #expect(names.map { resource.method(distinctlyNamed: $0) } == resource.methods)
        #expect(resource.method(distinctlyNamed: "GET") == nil)
    }

    @Test func `a full name has the collection if there is one`() {
        #expect(resource.methods.map(\.fullName).last == "stop")
        #expect(resource.methods[0].fullName == "jobs.operations.get")
    }
}
