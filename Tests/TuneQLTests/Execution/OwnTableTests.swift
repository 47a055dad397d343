import Testing
import TuneQL

/// The tables of the engine's own are there for statements that name them, and for no others.
@Suite struct OwnTableTests {
    private static let isAttached =
        "SELECT count(*) FROM pragma_database_list WHERE name LIKE 'cat%'"

    @Test(
        arguments: [
            "SELECT 'catalog.providers' AS catalog",
            "SELECT 1 AS x -- catalog.providers",
            "WITH catalog AS (SELECT 1) SELECT catalog.* FROM catalog",
        ]
    )
    func `the word alone does not attach the catalog`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows(sql)
        #expect(try await world.value(Self.isAttached) == 0)
    }

    @Test(
        arguments: [
            "SELECT name FROM catalog.providers",
            "SELECT name FROM \"Catalog\".providers",
            "SELECT 1 IN (SELECT name FROM catalog.providers)",
            "SELECT EXISTS (SELECT 1 FROM catalog.providers)",
            "SELECT name FROM pragma_table_info('providers', 'catalog')",
            "SELECT name FROM pragma_table_list WHERE schema = 'catalog'",
            "SELECT name FROM pragma_table_info WHERE arg = 'providers' AND schema = 'catalog'",
            "SELECT name FROM pragma_database_list WHERE 'catalog' IN (name)",
            "CREATE TABLE copy AS SELECT name FROM catalog.providers",
            "CREATE TEMP VIEW v AS SELECT name FROM catalog.providers",
            "NATIVEQUERY 'SELECT name FROM catalog.providers'",
            "SHOW PROVIDERS WHERE name IN (SELECT name FROM catalog.providers)",
            "INSERT INTO t SELECT 1 FROM catalog.providers",
            "UPDATE t SET a = (SELECT count(*) FROM catalog.providers)",
        ]
    )
    func `a name attaches the catalog`(_ sql: String) async throws {
        let world = try World()
        _ = try await world.rows("CREATE TABLE t (a)")
        _ = try await world.rows(sql)
        #expect(try await world.value(Self.isAttached) == 1)
    }

    @Test func `a view of the catalog attaches it again`() async throws {
        let world = try World()
        for sql in [
            "CREATE TEMP VIEW inner_view AS SELECT name FROM catalog.providers",
            "CREATE TEMP VIEW v AS SELECT name FROM inner_view", "DETACH catalog",
        ] { _ = try await world.rows(sql) }
        #expect(try await world.value(Self.isAttached) == 0)
        #expect(try await world.value("SELECT count(*) > 0 FROM v") == 1)
    }
}
