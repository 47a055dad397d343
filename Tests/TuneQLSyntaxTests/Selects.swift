/// Statements that SQLite accepts, which we must hand to it as they are.
enum Selects {
    static let all = names + rest

    /// Results, FROM and WHERE.
    static let names = #"""
        SELECT 1
        SELECT 1, 2.5, .5, 5., 1e3, 1.5E-3, 0x1F
        SELECT 'it''s', "a", `b`, [c d] FROM t
        SELECT x'0aFF', X''
        SELECT NULL, TRUE, FALSE, true, false
        SELECT current_date, CURRENT_TIME, Current_Timestamp
        SELECT *
        SELECT * FROM t
        SELECT t.* FROM t
        SELECT "t".*, u.a FROM t, u
        SELECT main.t.a FROM main.t
        SELECT ALL a FROM t
        SELECT DISTINCT a, b FROM t
        SELECT a AS b, a "b", a 'c', a AS 'd', a b, a [e f] FROM t
        SELECT a AS left, a AS full FROM t
        SELECT a desc, b asc, a key, b first, a last FROM t
        SELECT a end, b plan, a query, b "if", a rows FROM t
        SELECT a FROM t AS x
        SELECT a FROM t x
        SELECT a FROM t 'x'
        SELECT a FROM "t" `x`
        SELECT a FROM [t]
        SELECT a FROM t INDEXED BY i WHERE a = 1
        SELECT a FROM t AS x NOT INDEXED WHERE a = 1
        SELECT a FROM t, u
        SELECT a FROM t JOIN u
        SELECT a FROM t JOIN u ON t.a = u.c
        SELECT a FROM t INNER JOIN u ON t.a = u.c
        SELECT a FROM t CROSS JOIN u
        SELECT a FROM t LEFT JOIN u ON t.a = u.c
        SELECT a FROM t LEFT OUTER JOIN u USING (a)
        SELECT a FROM t RIGHT JOIN u USING (a)
        SELECT a FROM t RIGHT OUTER JOIN u ON t.a = u.a
        SELECT a FROM t FULL JOIN u ON t.a = u.a
        SELECT a FROM t FULL OUTER JOIN u USING (a, c)
        SELECT * FROM t NATURAL JOIN u
        SELECT * FROM t NATURAL LEFT JOIN u
        SELECT * FROM t NATURAL LEFT OUTER JOIN u
        SELECT * FROM t NATURAL INNER JOIN u
        SELECT * FROM t NATURAL FULL OUTER JOIN u
        SELECT * FROM t LEFT NATURAL JOIN u
        SELECT * FROM t JOIN u ON t.a = u.a JOIN v ON v.a = u.a
        SELECT * FROM t, u JOIN v USING (a) LEFT JOIN w ON 1
        SELECT * FROM (t JOIN u USING (a))
        SELECT * FROM (t JOIN u USING (a)) AS x
        SELECT * FROM t LEFT JOIN (u JOIN v ON u.a = v.a) ON t.a = u.a
        SELECT * FROM (t)
        SELECT * FROM ((t))
        SELECT * FROM (SELECT a FROM t)
        SELECT * FROM (SELECT a FROM t) AS x
        SELECT * FROM (SELECT a FROM t) x JOIN (SELECT c FROM u) y ON x.a = y.c
        SELECT * FROM ((SELECT 1))
        SELECT * FROM (VALUES (1, 2), (3, 4))
        SELECT * FROM (VALUES (1), (2)) AS v
        SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x)
        SELECT value FROM json_each('[1,2]')
        SELECT value FROM json_each('[1,2]') AS j
        SELECT t.a, j.value FROM t, json_each(t.a, '$.x') j
        SELECT * FROM t JOIN json_tree(t.a) AS x ON x.key = 'a'
        SELECT value FROM main.generate_series(1, 10, 2)
        SELECT * FROM pragma_table_info('t')
        SELECT * FROM t WHERE a = 1
        SELECT * FROM t WHERE a == 1 AND b <> 2 OR a != 3
        SELECT * FROM t WHERE NOT a = 1 AND NOT b
        SELECT * FROM t WHERE a IS NULL AND b IS NOT NULL
        SELECT * FROM t WHERE a ISNULL OR b NOTNULL OR a NOT NULL
        SELECT * FROM t WHERE a IS 1 OR a IS NOT 2
        SELECT * FROM t WHERE a IS DISTINCT FROM b
        SELECT * FROM t WHERE a IS NOT DISTINCT FROM b
        SELECT * FROM t WHERE a < 1 OR a <= 2 OR a > 3 OR a >= 4
        SELECT * FROM t WHERE a BETWEEN 1 AND 2
        SELECT * FROM t WHERE a NOT BETWEEN 1 AND 2 AND b BETWEEN 'x' AND 'y'
        SELECT * FROM t WHERE a BETWEEN b = 1 AND 2
        SELECT * FROM t WHERE a IN (1, 2, 3)
        SELECT * FROM t WHERE a NOT IN (1, 2, 3)
        SELECT * FROM t WHERE a IN ()
        SELECT * FROM t WHERE a IN (SELECT c FROM u)
        SELECT * FROM t WHERE a IN (WITH x AS (SELECT 1) SELECT * FROM x)
        SELECT * FROM t WHERE a IN (VALUES (1), (2))
        SELECT * FROM t WHERE a IN u
        SELECT * FROM t WHERE a NOT IN main.u
        SELECT * FROM t WHERE a IN json_each('[1]')
        SELECT * FROM t WHERE (a, b) IN (SELECT c, d FROM u)
        SELECT * FROM t WHERE (a, b) = (1, 2)
        SELECT * FROM t WHERE (a, b) < (SELECT c, d FROM u)
        SELECT * FROM t WHERE (a, b) IN (VALUES (1, 2), (3, 4))
        SELECT * FROM t WHERE a LIKE 'x%'
        SELECT * FROM t WHERE a NOT LIKE 'x%'
        SELECT * FROM t WHERE a LIKE 'x\%' ESCAPE '\'
        SELECT * FROM t WHERE a NOT LIKE 'x' || '%' ESCAPE '\' AND b
        SELECT * FROM t WHERE a GLOB 'x*' AND a NOT GLOB '*y'
        SELECT * FROM t WHERE a REGEXP 'x' OR a NOT REGEXP 'y'
        SELECT * FROM t WHERE a MATCH 'x' OR a NOT MATCH 'y'
        SELECT * FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.c = t.a)
        SELECT * FROM t WHERE NOT EXISTS (SELECT 1 FROM u)
        SELECT * FROM t WHERE a = (SELECT max(c) FROM u)
        SELECT (SELECT 1), ((SELECT 2)), (VALUES (3))
        SELECT * FROM t WHERE a = ? AND b = ?1
        SELECT * FROM t WHERE a = :name AND b = @name OR a = $name
        SELECT $a::b
        SELECT $a::(b), $c(d)
        SELECT count(DISTINCT), max(a) OVER 'w', 0x1Fx FROM t WINDOW 'w' AS ()
        SELECT a + b - 1 * 2 / 3 % 4 FROM t
        SELECT a & b | 1 << 2 >> 3 FROM t
        SELECT ~a, -a, +a, - - a, -(-a), NOT a, NOT NOT a FROM t
        SELECT a || 'x' || b FROM t
        SELECT a -> '$.x', a ->> '$.y', a -> 'x' -> 'y' ->> 0 FROM t
        SELECT a->'x'->>'y' FROM t
        SELECT a = 1, a < 2 = b FROM t
        SELECT 1 = NOT 0
        SELECT a COLLATE NOCASE FROM t
        """#.split(separator: "\n").map(String.init)

    /// Expressions, windows, and everything behind WHERE.
    static let rest = #"""
        SELECT a COLLATE "nocase" || b COLLATE binary FROM t
        SELECT a COLLATE nocase = b FROM t
        SELECT CASE WHEN a THEN 1 END FROM t
        SELECT CASE a WHEN 1 THEN 'x' WHEN 2 THEN 'y' ELSE 'z' END FROM t
        SELECT CASE WHEN a = 1 THEN CASE WHEN b THEN 1 ELSE 2 END END FROM t
        SELECT CAST(a AS INTEGER), CAST(a AS VARCHAR(10)), CAST(a AS DECIMAL(10, 2)) FROM t
        SELECT CAST(a AS unsigned big int), CAST(a AS double precision) FROM t
        SELECT cast(a AS "text"), CAST(a AS) FROM t
        SELECT count(*), count(a), count(DISTINCT a), count() FROM t
        SELECT sum(ALL a), max(a, b), min(a), group_concat(a, ', ') FROM t
        SELECT replace(a, 'x', 'y'), like('a', b), glob('a', b) FROM t
        SELECT "upper"(a), [lower](b), `abs`(1) FROM t
        SELECT coalesce(a, b, 0), ifnull(a, 0), iif(a, 1, 2), nullif(a, b) FROM t
        SELECT json_extract(a, '$.x.y[0]'), json_object('a', 1) FROM t
        SELECT date('now', '-1 month'), strftime('%Y', a) FROM t
        SELECT count(*) FILTER (WHERE a = 1) FROM t
        SELECT sum(a) FILTER (WHERE b > 0) OVER (ORDER BY a) FROM t
        SELECT row_number() OVER () FROM t
        SELECT row_number() OVER (PARTITION BY a ORDER BY b DESC) FROM t
        SELECT sum(a) OVER w, avg(a) OVER w FROM t WINDOW w AS (ORDER BY b)
        SELECT sum(a) OVER (w ORDER BY b) FROM t WINDOW w AS (PARTITION BY a), x AS (w)
        SELECT sum(a) OVER (ROWS UNBOUNDED PRECEDING) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS 2 PRECEDING) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS CURRENT ROW) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM t
        SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM t
        SELECT sum(a) OVER (ORDER BY a GROUPS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS BETWEEN 1+1 PRECEDING AND 2 FOLLOWING EXCLUDE TIES) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS 1 PRECEDING EXCLUDE NO OTHERS) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS 1 PRECEDING EXCLUDE CURRENT ROW) FROM t
        SELECT sum(a) OVER (ORDER BY a ROWS 1 PRECEDING EXCLUDE GROUP) FROM t
        SELECT lag(a, 1, 0) OVER (ORDER BY b), ntile(4) OVER (ORDER BY b) FROM t
        SELECT max(a) filter FROM t
        SELECT max(a) over FROM t
        SELECT 1 AS window FROM t window
        SELECT window, filter, over FROM (SELECT 1 AS window, 2 AS filter, 3 AS over)
        SELECT a, count(*) FROM t GROUP BY a
        SELECT a, b, count(*) FROM t GROUP BY a, b HAVING count(*) > 1
        SELECT count(*) FROM t GROUP BY a + 1, lower(b) COLLATE nocase
        SELECT a FROM t ORDER BY a
        SELECT a FROM t ORDER BY a ASC, b DESC
        SELECT a FROM t ORDER BY a NULLS FIRST, b DESC NULLS LAST
        SELECT a FROM t ORDER BY a COLLATE nocase DESC, 2 + 1
        SELECT a FROM t LIMIT 5
        SELECT a FROM t LIMIT 5 OFFSET 10
        SELECT a FROM t LIMIT 10, 5
        SELECT a FROM t LIMIT ? OFFSET :o
        SELECT a FROM t ORDER BY 1 LIMIT (SELECT 1)
        SELECT a FROM t LIMIT -1
        SELECT a FROM t UNION SELECT c FROM u
        SELECT a FROM t UNION ALL SELECT c FROM u
        SELECT a FROM t INTERSECT SELECT c FROM u
        SELECT a FROM t EXCEPT SELECT c FROM u
        SELECT a FROM t UNION ALL SELECT c FROM u UNION SELECT 1 EXCEPT SELECT 2 ORDER BY 1 LIMIT 3
        SELECT a FROM t UNION ALL VALUES (1), (2)
        VALUES (1)
        VALUES (1, 'a'), (2, 'b')
        VALUES (1) UNION ALL SELECT 2
        WITH x AS (SELECT 1) SELECT * FROM x
        WITH x(a) AS (SELECT 1), y(a, b) AS (VALUES (1, 2)) SELECT * FROM x, y
        WITH x AS MATERIALIZED (SELECT 1), y AS NOT MATERIALIZED (SELECT 2) SELECT * FROM x, y
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT i FROM n
        WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n LIMIT 5) SELECT sum(i) FROM n
        WITH x AS (WITH y AS (SELECT 1) SELECT * FROM y) SELECT * FROM x
        WITH t AS (SELECT * FROM main.t) SELECT * FROM t
        WITH x AS (SELECT 1) VALUES (1)
        SELECT 1 -- a comment
        SELECT 1 /* a comment */ + 2
        SELECT /* one */ a -- two
        SELECT a FROM t WHERE a='x' AND b="y" OR a=`a` OR b=[b]
        SELECT a,b,a||b,a+b FROM t WHERE a<b AND b>a
        select a from t where a is not null and not b is null
        SELECT "select", "from" FROM (SELECT 1 AS "select", 2 AS "from")
        SELECT 'a;b', "a;b", 'a--b', 'a/*b', 'a#b', 'http://x'
        SELECT é, ünï FROM (SELECT 1 AS é, 2 AS ünï)
        SELECT '日本語', '😀' AS "naïve"
        SELECT a$b FROM (SELECT 1 AS a$b)
        SELECT rowid, oid, _rowid_, t.rowid FROM t
        SELECT like, glob, match FROM (SELECT 1 AS like, 2 AS glob, 3 AS match)
        SELECT replace, temp, view, trigger, key FROM (SELECT 1 replace, 2 temp, 3 view, 4 trigger, 5 key)
        SELECT t."a", "t".a, `t`.`a`, [t].[a] FROM t
        SELECT a IN (1) IN (2), a IN (1) = b FROM t
        SELECT a LIKE b LIKE c FROM (SELECT 1 a, 2 b, 3 c)
        SELECT (1), ((1)), (1 + 2) * 3, (a, b) IS (1, 2) FROM t
        SELECT a -1, a - 1, a-1, a -b FROM t
        SELECT -1, - 1, -.5, 1-1
        SELECT not 1, not(1), (not 1)
        SELECT exists(SELECT 1), exists (SELECT 1) + 1
        SELECT 1 WHERE 1
        SELECT 1 FROM t GROUP BY 1 HAVING 1 ORDER BY 1 LIMIT 1
        SELECT 1 a, 2 b WHERE a IN (SELECT 1 UNION SELECT 2)
        SELECT if FROM (SELECT 1 AS if)
        SELECT t.key, t.desc, t.end FROM (SELECT 1 AS key, 2 AS desc, 3 AS end) t
        SELECT indexed FROM (SELECT 1 AS indexed)
        SELECT 'a' 'b'
        SELECT 'a'.'b' FROM (SELECT 1 AS b) AS a
        SELECT cross FROM (SELECT 1 AS cross)
        SELECT * FROM t AS left JOIN u AS natural
        SELECT a IS NOT b, a IS b IS NOT NULL FROM t
        SELECT a NOT NULL NOT NULL FROM t
        SELECT strftime('%s','now'), random() % 10, abs(-1)
        SELECT CASE a WHEN b THEN c END FROM (SELECT 1 a, 2 b, 3 c)
        SELECT sum(a) OVER (ORDER BY b RANGE 1 PRECEDING) AS s FROM t
        SELECT max(a) OVER win FROM t WINDOW win AS ()
        SELECT a FROM t WHERE a > ALL_VALUES
        SELECT * FROM t x, t y, t AS z WHERE x.a = y.a AND y.a = z.a
        SELECT * FROM main.t JOIN temp.t
        SELECT * FROM t WHERE a = 'x' COLLATE nocase AND b IN ('y' COLLATE nocase)
        SELECT 9223372036854775807, 9223372036854775808, 1e400
        """#.split(separator: "\n").map(String.init)
}
