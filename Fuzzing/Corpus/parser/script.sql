/*+ create */ INSERT INTO a.b.c (d, "e") SELECT '{{ f }}', :g RETURNING *; # comment
EXEC a.b.c.d @e = 'f', @@json = '{}'; // more
SHOW METHODS IN a.b.c LIKE 'x%'; DESCRIBE EXTENDED a.b.c; EXPLAIN SELECT 1; USE a; SET b = 'on'
