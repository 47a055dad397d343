-- The tables of the invented service as SQLite's own, made of the rows that its lists answer.
CREATE TABLE net.stations (
    name TEXT, station TEXT, title TEXT, country TEXT, height INTEGER, opened TEXT, active BOOLEAN,
    population INTEGER, latitude REAL, tags TEXT, owner TEXT, labels TEXT
);
INSERT INTO net.stations
SELECT body ->> 'name', body ->> 'station', body ->> 'title', body ->> 'country', body ->> 'height',
       body ->> 'opened', body ->> 'active', body ->> 'population', body ->> 'latitude',
       json_extract(body, '$.tags'), json_extract(body, '$.owner'), json_extract(body, '$.labels')
FROM documents WHERE kind = 'stations' ORDER BY rowid;

CREATE TABLE net.readings (
    station TEXT, reading TEXT, hour INTEGER, temperature REAL, rain INTEGER, quality TEXT,
    takenAt TEXT, checked BOOLEAN, flags TEXT, sensor TEXT
);
INSERT INTO net.readings
SELECT body ->> 'station', body ->> 'reading', body ->> 'hour', body ->> 'temperature',
       body ->> 'rain', body ->> 'quality', body ->> 'takenAt', body ->> 'checked',
       json_extract(body, '$.flags'), json_extract(body, '$.sensor')
FROM documents WHERE kind = 'readings' ORDER BY rowid;

CREATE TABLE net.numbers (a INTEGER, b INTEGER, c INTEGER, d INTEGER, e INTEGER);
INSERT INTO net.numbers
SELECT body ->> 'a', body ->> 'b', body ->> 'c', body ->> 'd', body ->> 'e'
FROM documents WHERE kind = 'numbers' ORDER BY rowid;

CREATE TABLE net.words (id INTEGER, word TEXT, language TEXT, size INTEGER);
INSERT INTO net.words
SELECT body ->> 'id', body ->> 'word', body ->> 'language', body ->> 'size'
FROM documents WHERE kind = 'words' ORDER BY rowid;

-- Where a note is stands in its address alone: the parameter is a column of its own.
CREATE TABLE net.notes (note TEXT, text TEXT, stars INTEGER, stationsId TEXT);
INSERT INTO net.notes
SELECT body ->> 'note', body ->> 'text', body ->> 'stars', body ->> 'station'
FROM documents WHERE kind = 'notes' ORDER BY rowid;
