"""Statements on services of Google outside of the cloud, and errors in each shape."""

import json
import unittest

from shape_case import ShapeCase, exchange, get, post


class Drive(ShapeCase):
    services = ["drive"]
    FILES = "/drive/v3/files"

    def test_files_are_listed_as_asked_for(self):
        query = {"q": "name contains 'x'", "orderBy": "name", "pageSize": 1000}
        self.check(
            "SELECT id, size, owners[0].emailAddress AS owner FROM google.drive.files "
            "WHERE q = 'name contains ''x''' AND orderBy = 'name'",
            get(self.FILES, query, {
                "files": [{"id": "1", "size": "12", "owners": [{"emailAddress": "a@example.org"}]}],
                "nextPageToken": "t",
            }),
            get(self.FILES, {**query, "pageToken": "t"}, {"files": [{"id": "2"}]}),
            rows=[
                {"id": "1", "size": 12, "owner": "a@example.org"},
                {"id": "2", "size": None, "owner": None},
            ],
        )

    def test_a_search_that_stopped_early_shows_its_mark(self):
        self.check(
            "SELECT id FROM google.drive.files WHERE corpora = 'allDrives' LIMIT 1",
            get(self.FILES, {"corpora": "allDrives", "pageSize": 1}, {"files": [{"id": "1"}]}),
            rows=[{"id": "1"}],
        )

    def test_a_file_is_exported(self):
        self.check(
            "EXEC google.drive.files.export @fileId = 'f', @mimeType = 'text/csv'",
            get(f"{self.FILES}/f/export", {"mimeType": "text/csv", "alt": "media"}, b"a,b\n",
                kind="text/csv"),
            rows=[{"contents": "a,b\n"}],
        )

    def test_a_name_is_changed(self):
        self.check(
            "UPDATE google.drive.files SET name = 'n' "
            "WHERE fileId = 'f' AND supportsAllDrives = true RETURNING id, name",
            exchange("PATCH", f"{self.FILES}/f", {"supportsAllDrives": "true"},
                     {"id": "f", "name": "n"}, body={"name": "n"}),
            rows=[{"id": "f", "name": "n"}],
        )


class Workspace(ShapeCase):
    services = ["calendar", "gmail", "people", "sheets"]

    def test_events_go_on_to_the_last_page(self):
        path = "/calendar/v3/calendars/primary/events"
        query = {"singleEvents": "true", "orderBy": "startTime", "maxResults": 250}
        self.check(
            "SELECT summary, start.dateTime AS start FROM google.calendar.events "
            "WHERE calendarId = 'primary' AND singleEvents = true AND orderBy = 'startTime'",
            get(path, query, {
                "items": [{"summary": "a", "start": {"dateTime": "2026-01-01T09:00:00+01:00"}}],
                "nextPageToken": "t",
            }),
            get(path, {**query, "pageToken": "t"},
                {"items": [{"summary": "b"}], "nextSyncToken": "s"}),
            rows=[{"summary": "a", "start": "2026-01-01T09:00:00+01:00"},
                  {"summary": "b", "start": None}],
        )

    def test_an_event_is_made_and_deleted(self):
        path = "/calendar/v3/calendars/primary/events"
        self.check(
            "INSERT INTO google.calendar.events "
            "(calendarId, sendUpdates, summary, start.dateTime, \"end\".dateTime) VALUES "
            "('primary', 'none', 's', '2026-01-01T09:00:00Z', '2026-01-01T10:00:00Z') "
            "RETURNING id",
            post(path, {
                "summary": "s", "start": {"dateTime": "2026-01-01T09:00:00Z"},
                "end": {"dateTime": "2026-01-01T10:00:00Z"},
            }, {"id": "e1"}, query={"sendUpdates": "none"}),
            rows=[{"id": "e1"}],
        )
        self.run_sql(
            "DELETE FROM google.calendar.events WHERE calendarId = 'primary' AND eventId = 'e1'",
            exchange("DELETE", f"{path}/e1", status=204),
        )

    def test_cells_are_appended(self):
        self.run_sql(
            "EXEC google.sheets.values.append @spreadsheetId = 's', @range = 'A1', "
            "@valueInputOption = 'RAW', @values = '[[\"a\", 1]]'",
            post("/v4/spreadsheets/s/values/A1:append", {"values": [["a", 1]]}, {"updates": {}},
                 query={"valueInputOption": "RAW"}),
        )

    def test_messages_are_looked_up_in_a_format(self):
        path = "/gmail/v1/users/me/messages"
        self.check(
            "SELECT snippet, payload.headers[0].value AS subject FROM google.gmail.messages "
            "WHERE userId = 'me' AND id IN ('1', '2') AND format = 'metadata' "
            "AND metadataHeaders IN ('Subject', 'From') ORDER BY snippet",
            *[
                get(f"{path}/{number}",
                    {"format": "metadata", "metadataHeaders": ["From", "Subject"]},
                    {"id": number, "snippet": f"s{number}",
                     "payload": {"headers": [{"name": "Subject", "value": f"v{number}"}]}})
                for number in ["1", "2"]
            ],
            rows=[{"snippet": "s1", "subject": "v1"}, {"snippet": "s2", "subject": "v2"}],
        )

    def test_connections_take_a_mask_of_their_own(self):
        self.check(
            "SELECT names[0].displayName AS name FROM google.people.connections "
            "WHERE peopleId = 'me' AND personFields = 'names'",
            get("/v1/people/me/connections", {"personFields": "names", "pageSize": 100},
                {"connections": [{"names": [{"displayName": "Ann"}]}], "totalItems": 1}),
            rows=[{"name": "Ann"}],
        )


class Lists(ShapeCase):
    services = ["cloudresourcemanager", "firestore", "youtube", "books"]

    def test_parts_are_repeated(self):
        query = {"part": ["id", "snippet"], "q": "x", "maxResults": 2}
        self.check(
            "SELECT id.videoId AS id, snippet.title AS title FROM google.youtube.search "
            "WHERE part IN ('snippet', 'id') AND q = 'x' LIMIT 2",
            get("/youtube/v3/search", query, {
                "items": [{"id": {"videoId": "a"}, "snippet": {"title": "A"}}] * 2,
                "nextPageToken": "t", "pageInfo": {"totalResults": 1000000},
            }),
            rows=[{"id": "a", "title": "A"}] * 2,
        )

    def test_a_policy_is_read_by_post(self):
        bindings = [{"role": "roles/owner", "members": ["user:a@example.org"]}]
        self.check(
            "SELECT role, condition FROM google.cloudresourcemanager.projects_iam_policies "
            "WHERE projectsId = 'p' AND options = '{\"requestedPolicyVersion\": 3}'",
            post("/v3/projects/p:getIamPolicy", {"options": {"requestedPolicyVersion": 3}},
                 {"version": 3, "bindings": bindings}),
            rows=[{"role": "roles/owner", "condition": None}],
        )

    def test_a_policy_is_replaced(self):
        policy = {"bindings": [{"role": "roles/viewer", "members": []}], "etag": "BwWW"}
        self.run_sql(
            "REPLACE INTO google.cloudresourcemanager.projects_iam_policies (projectsId, policy) "
            f"VALUES ('p', '{json.dumps(policy)}')",
            post("/v3/projects/p:setIamPolicy", {"policy": policy}, policy),
        )

    def test_documents_come_as_a_stream(self):
        name = "projects/p/databases/(default)/documents/users/ann"
        found = {"name": name, "fields": {"age": {"integerValue": "7"}}}
        self.check(
            "SELECT found.fields.age.integerValue AS age, missing FROM google.firestore.documents "
            "WHERE projectsId = 'p' AND databasesId = '(default)' "
            f"AND documents IN ('{name}', 'x')",
            post("/v1/projects/p/databases/%28default%29/documents:batchGet",
                 {"documents": [name, "x"]},
                 [{"found": found, "readTime": "2026-01-01T00:00:00Z"}, {"missing": "x"}]),
            rows=[{"age": 7, "missing": None}, {"age": None, "missing": "x"}],
        )

    def test_a_document_has_a_path_of_several_segments(self):
        self.check(
            "SELECT fields FROM google.firestore.documents WHERE projectsId = 'p' "
            "AND databasesId = 'd' AND documentsId = 'users' AND documentsId1 = 'ann/posts/1'",
            get("/v1/projects/p/databases/d/documents/users/ann/posts/1",
                reply={"name": "n", "fields": {"a": {"stringValue": "x"}}}),
            rows=[{"fields": {"a": {"stringValue": "x"}}}],
        )

    def test_a_parameter_of_a_method_that_lacks_others_names_them(self):
        result = self.run_sql(
            "SELECT fields FROM google.firestore.documents WHERE projectsId = 'p' "
            "AND databasesId = 'd' AND collectionId = 'users'",
            code=1,
        )
        self.assertIn("cannot be listed without documentsId, documentsId1", result.messages)


class Errors(ShapeCase):
    services = ["storage"]
    SQL = "SELECT name FROM google.storage.buckets WHERE project = 'p'"

    def message(self, status, reply, kind="application/json", code=2):
        answer = get("/storage/v1/b", {"project": "p", "maxResults": 1000}, reply, status=status,
                     kind=kind)
        return self.run_sql(self.SQL, answer, code=code).messages

    def test_what_an_error_says_is_told_in_every_shape(self):
        cases = [
            (400, {"error": {"code": 400, "message": "bad a", "status": "INVALID_ARGUMENT"}}),
            (412, {"error": {"code": 412, "message": "bad b", "errors": [
                {"reason": "conditionNotMet", "message": "bad b", "location": "If-Match"}]}}),
            (400, {"error": "bad c", "error_description": "what bad c means"}),
            (400, [{"error": {"code": 400, "message": "bad d"}}]),
            (404, {"message": "bad e"}),
            (400, {"error": {"code": 400, "errors": [{"reason": "x", "message": "bad f"}]}}),
        ]
        for status, reply in cases:
            text = json.dumps(reply)
            with self.subTest(text):
                self.assertIn(text.split("bad ")[1][0], self.message(status, reply))
                self.assertIn("bad ", self.message(status, reply))
        self.assertIn("bad g", self.message(400, b"bad g", "text/plain"))
        page = b"<html><head><title>bad h</title></head></html>"
        self.assertIn("bad h", self.message(400, page, "text/html"))

    def test_credentials_that_are_refused_have_their_own_code(self):
        error = {"error": {"code": 401, "message": "no token", "status": "UNAUTHENTICATED"}}
        self.assertIn("no token", self.message(401, error, code=4))


if __name__ == "__main__":
    unittest.main()
