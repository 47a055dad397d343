-- The emulator's jobs and locations as tables of SQLite's own, made of the pages of its lists.
CREATE TABLE aiplatform.tuning_jobs (
    name TEXT, description TEXT, baseModel TEXT, createTime TEXT, encryptionSpec TEXT, endTime TEXT,
    error TEXT, experiment TEXT, labels TEXT, startTime TEXT, state TEXT, supervisedTuningSpec TEXT,
    tunedModel TEXT, tunedModelDisplayName TEXT, tuningDataStats TEXT, updateTime TEXT,
    serviceAccount TEXT, projectsId TEXT, locationsId TEXT, tuningJobsId TEXT
);
INSERT INTO aiplatform.tuning_jobs
SELECT j.value ->> 'name', j.value ->> 'description', j.value ->> 'baseModel',
       j.value ->> 'createTime', json_extract(j.value, '$.encryptionSpec'), j.value ->> 'endTime',
       json_extract(j.value, '$.error'), j.value ->> 'experiment',
       json_extract(j.value, '$.labels'), j.value ->> 'startTime', j.value ->> 'state',
       json_extract(j.value, '$.supervisedTuningSpec'), json_extract(j.value, '$.tunedModel'),
       j.value ->> 'tunedModelDisplayName', json_extract(j.value, '$.tuningDataStats'),
       j.value ->> 'updateTime', j.value ->> 'serviceAccount', d.project, d.location,
       substr(j.value ->> 'name', instr(j.value ->> 'name', '/tuningJobs/') + 12)
FROM documents d, json_each(d.body, '$.tuningJobs') j WHERE d.kind = 'tuningJobs';

CREATE TABLE aiplatform.locations (
    name TEXT, locationId TEXT, displayName TEXT, labels TEXT, metadata TEXT, projectsId TEXT,
    locationsId TEXT
);
INSERT INTO aiplatform.locations
SELECT l.value ->> 'name', l.value ->> 'locationId', l.value ->> 'displayName',
       json_extract(l.value, '$.labels'), json_extract(l.value, '$.metadata'), d.project,
       l.value ->> 'locationId'
FROM documents d, json_each(d.body, '$.locations') l WHERE d.kind = 'locations';
