import CatalogCompiler
import TuneQLCatalog
import TuneQLJSON
import TuneQLRegistry

/// A discovery document with one of everything that documents have.
enum LibraryDocument {
    static let text = """
        {"name": "library", "version": "v1", "revision": "20260102", "title": "Library API",
         "rootUrl": "https://library.googleapis.com/", "servicePath": "",
         "parameters": {"fields": {"type": "string"}, "prettyPrint": {"type": "boolean"}},
         "resources": {"projects": {"resources": {
           "shelves": {"methods": {
             "list": {\(call("shelves.list", "GET", "shelves", page)), "response": {"$ref": "ListShelves"}},
             "get": {\(call("shelves.get", "GET", "shelves/{shelvesId}")), "response": {"$ref": "Shelf"}},
             "create": {\(call("shelves.create", "POST", "shelves", newID)), "request": {"$ref": "Shelf"},
               "response": {"$ref": "GoogleLongrunningOperation"}},
             "patch": {\(call("shelves.patch", "PATCH", "shelves/{shelvesId}", mask)),
               "request": {"$ref": "Shelf"}, "response": {"$ref": "Shelf"}},
             "clear": {\(call("shelves.clear", "POST", "shelves/{shelvesId}:clear")),
               "response": {"$ref": "Nothing"}},
             "searchNear": {\(call("shelves.searchNear", "POST", "shelves:searchNear")),
               "request": {"$ref": "SearchRequest"}, "response": {"$ref": "ListShelves"}},
             "scan": {\(call("shelves.scan", "GET", "shelves/{shelvesId}:scan")),
               "response": {"$ref": "GoogleApiHttpBody"}}},
            "resources": {"loans": {"methods": {
              "list": {\(call("shelves.loans.list", "GET", "shelves/{shelvesId}/loans")),
                "response": {"$ref": "ListLoans"}}}}}},
           "readers": {"resources": {"loans": {"methods": {
             "list": {\(call("readers.loans.list", "GET", "readers/{readersId}/loans")),
               "response": {"$ref": "ListLoans"}}}}}},
           "operations": {"methods": {
             "get": {\(call("operations.get", "GET", "operations/{operationsId}")),
               "response": {"$ref": "GoogleLongrunningOperation"}},
             "wait": {\(call("operations.wait", "POST", "operations/{operationsId}:wait")),
               "response": {"$ref": "GoogleLongrunningOperation"}}}}}}},
         "schemas": {
           "GoogleCloudLibraryV1Shelf": {"id": "GoogleCloudLibraryV1Shelf", "type": "object"},
           "Shelf": {"id": "Shelf", "type": "object", "description": "Some shelf of theirs.",
             "properties": {
             "name": {"type": "string", "readOnly": true, "description": "Their words."},
             "books": {"type": "array", "items": {"$ref": "GoogleCloudLibraryV1Book"}},
             "weight": {"type": "number", "format": "double"},
             "count": {"type": "string", "format": "int64"},
             "kind": {"type": "string", "enum": ["NO", "WOOD", "1"]},
             "labels": {"type": "object", "additionalProperties": {"type": "string"}},
             "made": {"type": "string", "format": "google-datetime"},
             "anything": {"type": "any"}}},
           "GoogleCloudLibraryV1Book": {"id": "GoogleCloudLibraryV1Book", "type": "object",
             "properties": {"title": {"type": "string", "annotations":
               {"required": ["library.books.create"]}}, "old": {"type": "boolean", "deprecated": true}}},
           "Loan": {"id": "Loan", "type": "object", "properties": {"state": {"type": "string",
             "enum": ["OUT", "SUCCEEDED", "FAILED"]}}},
           "ListShelves": {"id": "ListShelves", "type": "object", "properties": {
             "shelves": {"type": "array", "items": {"$ref": "Shelf"}},
             "nextPageToken": {"type": "string"},
             "unreachable": {"type": "array", "items": {"type": "string"}}}},
           "ListLoans": {"id": "ListLoans", "type": "object", "properties": {
             "loans": {"type": "array", "items": {"$ref": "Loan"}}}},
           "SearchRequest": {"id": "SearchRequest", "type": "object", "properties": {
             "pageToken": {"type": "string"}, "pageSize": {"type": "integer", "format": "int32"}}},
           "Nothing": {"id": "Nothing", "type": "object", "properties": {}},
           "GoogleApiHttpBody": {"id": "GoogleApiHttpBody", "type": "object", "properties": {
             "contentType": {"type": "string"}, "data": {"type": "string", "format": "byte"}}},
           "GoogleLongrunningOperation": {"id": "GoogleLongrunningOperation", "type": "object",
             "properties": {"name": {"type": "string"}, "done": {"type": "boolean"},
             "error": {"$ref": "Nothing"}, "response": {"type": "object",
             "additionalProperties": {"type": "any"}}}}}}
        """

    private static let page = query("pageSize", "integer") + query("pageToken")
    private static let newID = query("shelfId")
    private static let mask = query("updateMask", "string\", \"format\": \"google-fieldmask")

    private static func query(_ name: String, _ type: String = "string") -> String {
        ", \"\(name)\": {\"location\": \"query\", \"type\": \"\(type)\"}"
    }

    /// The members of a method below `v1/projects/{projectsId}`.
    private static func call(
        _ id: String,
        _ httpMethod: String,
        _ path: String,
        _ parameters: String = ""
    ) -> String {
        let names = ["projectsId", "shelvesId", "readersId", "operationsId"]
        let path = "v1/projects/{projectsId}/\(path)"
        let own = names.filter { path.contains("{\($0)}") }.map { name in
            "\"\(name)\": {\"location\": \"path\", \"type\": \"string\", \"required\": true}"
        }
        return """
            "id": "library.projects.\(id)", "httpMethod": "\(httpMethod)", "path": "\(path)",
            "parameters": {\(own.joined(separator: ", "))\(parameters)}
            """
    }

    static func document() throws -> DiscoveryDocument {
        try DiscoveryDocument(Array(text.utf8), named: "library.v1.json")
    }

    /// The OpenAPI document, with an overlay.
    static func openAPI(overlay: JSONValue = [:]) throws -> String {
        try OpenAPIDocument(try document()).text(overlay: overlay, named: "overlay.yaml")
    }
}
