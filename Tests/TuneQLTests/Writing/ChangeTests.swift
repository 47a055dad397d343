import Testing
import TuneQL

/// UPDATE, REPLACE and DELETE of resources, request by request.
@Suite struct ChangeTests {
    private static let path = "v1/shops/s/items"

    @Test(
        arguments: [
            (
                "title = 'T', size.width = 3, labels.team = 'x'",
                #"updateMask=title,size.width,labels.team "#
                    + #"{"title":"T","size":{"width":3},"labels":{"team":"x"}}"#
            ),
            ("size = '{\"width\": 3}'", #"updateMask=size {"size":{"width":3}}"#),
            ("SIZE.Width = 1 + 2", #"updateMask=size.width {"size":{"width":3}}"#),
            ("size.volume = 5", #"updateMask=size.volume {"size":{"volume":"5"}}"#),
            ("state = NULL", "updateMask=state {}"),
            ("data__title = 'T'", #"updateMask=title {"title":"T"}"#),
            ("etag = 'e', title = 'T'", #"updateMask=title {"etag":"e","title":"T"}"#),
            ("labels.\"a-b\" = 'x'", #"updateMask=labels.`a-b` {"labels":{"a-b":"x"}}"#),
            (
                "title = (SELECT max(column1) FROM (VALUES ('T')))",
                #"updateMask=title {"title":"T"}"#
            ),
        ] as [(String, String)]
    )
    func `UPDATE sends the fields that SET names, and their mask`(
        fields: String,
        sent: String
    ) async throws {
        let shop = try Shop()
        let message = try await shop.message("UPDATE %t SET \(fields) %w")
        #expect(shop.requests == ["PATCH \(Self.path)/a \(sent)"])
        #expect(message == "updated 1: shops/s/items/a")
    }

    @Test func `without a mask a NULL is sent`() async throws {
        let shop = try Shop()
        let message = try await shop.message(
            "UPDATE shop.stock.settings SET motto = NULL, isOpen = true WHERE shopsId = 's'"
        )
        #expect(shop.requests == [#"PATCH v1/shops/s/settings {"motto":null,"isOpen":true}"#])
        #expect(message == "updated 1: s")
    }

    @Test(
        arguments: [
            ("shopsId = 's' AND itemsId IN ('a', 'b', 'a', NULL)", ["a", "b"]),
            ("'s' = shopsId AND itemsId = 'a' || 'b'", ["ab"]),
            ("shopsId = 's' AND itemsId IN (SELECT value FROM json_each('[1, 2]'))", ["1", "2"]),
            ("(shopsId, itemsId) IN (VALUES ('s', 'a'), ('s', 'b'))", ["a", "b"]),
            ("(itemsId, shopsId) IN (('a', 's'))", ["a"]),
            ("items.shopsId = 's' AND shop.stock.items.itemsId = 'a'", ["a"]),
            ("shopsId IN ('s', NULL) AND itemsId IN ('a', 'b') AND itemsId = 'b'", ["b"]),
            ("name = 'shops/s/items/a'", ["a"]), ("shopsId = 's' AND itemsId = NULL", []),
            ("shopsId = 's' AND itemsId IN ()", []),
            ("name = 'shops/s/items/a' AND shopsId = 't'", []),
        ] as [(String, [String])]
    )
    func `DELETE makes one call for each combination`(
        condition: String,
        ids: [String]
    ) async throws {
        let shop = try Shop()
        _ = try await shop.message("DELETE FROM %t WHERE \(condition)")
        #expect(shop.requests == ids.map { "DELETE \(Self.path)/\($0)" })
    }

    @Test func `the rows of a subquery are deleted`() async throws {
        let shop = try Shop()
        let message = try await shop.message(
            "WITH old AS (SELECT name FROM %t WHERE shopsId = 's' AND title = 'old') "
                + "DELETE FROM %t WHERE name IN (SELECT name FROM old)"
        )
        #expect(
            shop.requests == [
                "GET \(Self.path)", "DELETE \(Self.path)/a", "DELETE \(Self.path)/c",
            ]
        )
        #expect(message == "deleted 2: shops/s/items/a, shops/s/items/c")
    }

    @Test func `UPDATE FROM gives each row its own values`() async throws {
        let shop = try Shop()
        _ = try await shop.message(
            "UPDATE %t AS t SET title = n.title FROM (SELECT 'a' AS id, 'A' AS title "
                + "UNION ALL SELECT 'b', 'B' UNION ALL SELECT 'c', 'C') AS n "
                + "WHERE t.shopsId = 's' AND t.itemsId = n.id AND n.id <> 'b'"
        )
        #expect(
            shop.requests == [
                #"PATCH \#(Self.path)/a updateMask=title {"title":"A"}"#,
                #"PATCH \#(Self.path)/c updateMask=title {"title":"C"}"#,
            ]
        )
    }

    @Test func `REPLACE sends whole rows`() async throws {
        let shop = try Shop()
        let message = try await shop.message(
            "REPLACE INTO %t (shopsId, itemsId, title, size.width) "
                + "VALUES ('s', 'a', 'A', 1), ('s', 'b', 'B', 2)"
        )
        #expect(
            shop.requests == [
                #"PUT \#(Self.path)/a {"title":"A","size":{"width":1}}"#,
                #"PUT \#(Self.path)/b {"title":"B","size":{"width":2}}"#,
            ]
        )
        #expect(message == "replaced 2: shops/s/items/a, shops/s/items/b")
    }

    @Test func `INSERT takes dotted columns`() async throws {
        let shop = try Shop()
        _ = try await shop.message(
            "INSERT INTO %t (shopsId, title, size.width, size.volume) VALUES ('s', 'A', 1, 2)"
        )
        #expect(
            shop.requests == [
                #"POST \#(Self.path) {"title":"A","size":{"width":1,"volume":"2"}}"#
            ]
        )
    }

    @Test func `RETURNING shows the answers, or the parameters`() async throws {
        let shop = try Shop()
        #expect(
            try await shop.rows(
                "UPDATE %t SET title = 'x' %w RETURNING title, itemsId, shopsId || '!'"
            ) == [["changed", "a", "s!"]]
        )
        #expect(
            try await shop.rows("DELETE FROM %t %w RETURNING itemsId, title")
                == [["a", .null]]
        )
    }

    @Test func `a failure says what was done before it`() async throws {
        let shop = try Shop()
        let error = try #require(
            await shop.error(
                "DELETE FROM %t WHERE shopsId = 's' AND itemsId IN ('a', 'locked', 'c')"
            )
        )
        #expect(error.code == .partial)
        #expect(error.message.hasPrefix("row 2 of 3: "))
        #expect(
            error.help?.hasPrefix("row 1 was deleted: shops/s/items/a; row 3 was not tried") == true
        )
        #expect(error.report?.rows.map { $0[2] } == ["done", "refused", "not tried"])
        #expect(shop.transport.count == 2)
    }

    @Test(
        arguments: [
            (
                "DELETE FROM %t WHERE shopsId = 's'",
                "items cannot be deleted without itemsId"
            ),
            ("DELETE FROM %t", "items cannot be deleted without shopsId, itemsId"),
            (
                "UPDATE %t SET title = 'x' WHERE itemsId = 'a'",
                "items cannot be updated without shopsId"
            ),
            (
                "REPLACE INTO %t (shopsId, title) VALUES ('s', 'x')",
                "items cannot be replaced without itemsId"
            ),
            (
                "DELETE FROM %t %w AND state = 'OLD'",
                "DELETE takes only parameter = value and parameter IN (…): "
                    + "its request carries no other conditions"
            ),
            (
                "UPDATE %t SET title = 'x' WHERE shopsId = 's' AND itemsId <> 'a'",
                "UPDATE takes only parameter = value and parameter IN (…): "
                    + "its request carries no other conditions"
            ),
            (
                "UPDATE %t SET title = title || 'x' %w",
                "UPDATE does not read the rows that it changes, so title has no value here"
            ),
            (
                "UPDATE %t SET name = 'x' %w",
                "'name' is set by the service and cannot be specified"
            ),
            ("UPDATE %t SET titel = 'x' %w", "patch takes no titel"),
            ("UPDATE %t SET size.widht = 1 %w", "patch takes no size.widht"),
            ("UPDATE %t SET title.x = 1 %w", "'title' is text, without fields"),
            (
                "UPDATE %t SET size = '{\"width\": 2}', size.width = 1 %w",
                "'size.width' is given twice"
            ),
            (
                "UPDATE %t SET size.width = 'wide' %w",
                "'size.width' must be an integer"
            ),
            (
                "UPDATE %t SET requestId = 'x' %w",
                "'requestId' is a parameter, not a field: give its value in WHERE"
            ),
            (
                "UPDATE %t SET (title, state) = ('x', 'NEW') %w",
                "the columns of a resource are set one by one"
            ),
            (
                "UPDATE OR IGNORE %t SET title = 'x' %w",
                "shop.stock.items cannot be changed with this clause: its service alone decides"
            ),
            (
                "DELETE FROM %t WHERE name = 'shops/s'",
                "'shops/s' is not the name of one of items"
            ),
            (
                "DELETE FROM %t WHERE (shopsId, itemsId) IN (SELECT 's')",
                "shopsId, itemsId are compared with 1 value"
            ),
            (
                "REPLACE INTO %t (shopsId, itemsId, title, size.volume) "
                    + "VALUES ('s', 'a', 'x', 1)",
                "'size.width' is required"
            ),
            (
                "DELETE FROM shop.stock.settings WHERE shopsId = 's'",
                "shop.stock.settings does not support DELETE"
            ),
            (
                "DELETE FROM %t WHERE shopsId = 's' AND itemsId = (VALUES ('a'), ('b'))",
                "the subquery has more than one row, where one value is expected"
            ),
        ] as [(String, String)]
    )
    func `what cannot be sent is refused before any request`(
        sql: String,
        message: String
    ) async throws {
        let shop = try Shop()
        let error = try #require(await shop.error(sql))
        #expect(error.message == message)
        #expect(shop.transport.count == 0)
    }

    @Test func `a condition on rows is answered with a subquery`() async throws {
        let shop = try Shop()
        let (text, range) = unmark(
            Shop.filled("DELETE FROM %t %w AND ⟦title = 'old'⟧")
        )
        let error = try #require(await shop.error(text))
        #expect(error.range == range)
        #expect(
            error.help == "select the rows in a subquery:  name IN (SELECT name "
                + "FROM shop.stock.items WHERE … AND title = 'old')"
        )
    }

    @Test func `a missing parameter is asked for`() async throws {
        let shop = try Shop()
        let error = try #require(await shop.error("DELETE FROM %t WHERE shopsId = 's'"))
        #expect(error.code == .missingParameter)
        #expect(error.help == "add  AND itemsId = '…'   (delete needs shopsId, itemsId)")
    }

    @Test func `a dry run shows the requests`() async throws {
        var policy = Session.Policy()
        policy.isDryRun = true
        let shop = try Shop(policy: policy)
        let rows = try await shop.rows("UPDATE %t SET title = 'x' %w")
        #expect(
            rows == [
                [
                    "PATCH", .text("https://shop.example/\(Self.path)/a?updateMask=title"),
                    .json(#"{"title":"x"}"#),
                ]
            ]
        )
        #expect(shop.transport.count == 0)
    }

    @Test func `EXPLAIN shows the calls`() async throws {
        let shop = try Shop()
        let rows = try await shop.rows(
            "EXPLAIN DELETE FROM %t WHERE shopsId = 's' AND itemsId IN ('a', 'b')"
        )
        #expect(rows.map { $0[2] } == ["delete", "delete"])
        #expect(
            rows.map { $0[4] }
                == ["a", "b"].map {
                    .text("https://shop.example/\(Self.path)/\($0)")
                }
        )
        #expect(shop.transport.count == 0)
    }

    @Test func `a read-only session writes nothing`() async throws {
        var policy = Session.Policy()
        policy.isReadOnly = true
        let shop = try Shop(policy: policy)
        for sql in ["DELETE FROM %t %w", "UPDATE %t SET title = 'x' %w"] {
            #expect(await shop.error(sql)?.code == .forbidden)
        }
        #expect(shop.transport.count == 0)
    }

    @Test func `a transaction holds no change of a resource`() async throws {
        let shop = try Shop()
        _ = try await shop.rows("BEGIN")
        let error = try #require(await shop.error("DELETE FROM %t %w"))
        #expect(error.message.hasPrefix("a DELETE from shop.stock.items cannot be part of a"))
        #expect(shop.transport.count == 0)
    }

    @Test func `local tables are changed by SQLite`() async throws {
        let shop = try Shop()
        _ = try await shop.rows("CREATE TABLE t (a PRIMARY KEY, b)")
        #expect(try await shop.message("REPLACE INTO t VALUES (1, 2), (2, 3)") == "REPLACE 2")
        #expect(try await shop.message("REPLACE INTO t (a, b) VALUES (1, 4)") == "REPLACE 1")
        #expect(try await shop.message("UPDATE t SET b = b + a WHERE a IN (1)") == "UPDATE 1")
        #expect(try await shop.rows("DELETE FROM t WHERE b > 4 RETURNING a") == [[1]])
    }
}
