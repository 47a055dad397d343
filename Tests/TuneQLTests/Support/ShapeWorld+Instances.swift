import TuneQLCatalog

/// Tables whose parameters are also columns of the rows, with other values.
extension ShapeWorld {
    static let project = "projects/p"

    /// The target of the list of a zone, with the fields that are asked for.
    static func list(_ zone: String, _ fields: String? = nil) -> String {
        "\(project)/zones/\(zone)/instances?\(mask(fields.map { "items(\($0)),nextPageToken" }))"
    }

    /// The target of the list over all zones.
    static func aggregated(_ fields: String? = nil) -> String {
        let place = fields.map { "items/*/instances(\($0)),nextPageToken" }
        return "\(project)/aggregated/instances?\(mask(place))"
    }

    /// The target of one instance.
    static func instance(_ zone: String, _ name: String, _ fields: String? = nil) -> String {
        "\(project)/zones/\(zone)/instances/\(name)?\(mask(fields))"
    }

    private static func mask(_ fields: String?) -> String {
        let escaped = fields?.replacing("/", with: "%2F").replacing("*", with: "%2A")
            .replacing("(", with: "%28").replacing(")", with: "%29").replacing(",", with: "%2C")
        return (escaped.map { "fields=\($0)&" } ?? "") + "prettyPrint=false"
    }

    /// An instance as its service shows it.
    static func row(_ name: String, _ zone: String, size: Int = 1) -> String {
        """
        {"name":"\(name)","zone":"https://c/zones/\(zone)","size":"\(size)",\
        "owner":{"login":"\(name)@x"}}
        """
    }

    static var instanceTables: [Resource] {
        let project = Parameter(name: "project", location: .path, isRequired: true)
        var zone = Parameter(name: "zone", location: .path, isRequired: true)
        zone.description = "The zone's name."
        let token = Pagination.token(.init(parameter: "pageToken", member: "nextPageToken"))
        var all = method(
            "/projects/{project}/aggregated/instances",
            [project],
            rows: RowSource(
                steps: [.member("items"), .everyValue, .member("instances")],
                isList: true
            ),
            pagination: token
        )
        all.name = "aggregated_list"
        var list = method(
            "/projects/{project}/zones/{zone}/instances",
            [project, zone],
            rows: .list(["items"]),
            pagination: token
        )
        list.name = "list"
        let instance = Parameter(name: "instance", location: .path, isRequired: true)
        var get = method(
            "/projects/{project}/zones/{zone}/instances/{instance}",
            [project, zone, instance],
            rows: RowSource()
        )
        get.name = "get"
        var insert = list
        insert.name = "insert"
        insert.verb = .insert
        insert.httpMethod = "POST"
        insert.rows = RowSource()
        insert.pagination = nil
        var delete = get
        delete.name = "delete"
        delete.verb = .delete
        delete.httpMethod = "DELETE"
        let columns = [
            Field(name: "name", type: .string(format: nil)),
            Field(name: "zone", type: .string(format: nil), description: "The URL of the zone."),
            Field(name: "size", type: .int64String),
            Field(name: "owner", type: .map(.string(format: nil))),
        ]
        let methods = [all, list, get].map { method in
            var method = method
            method.hasPartialResponse = true
            return method
        }
        return [
            Resource(
                provider: "acme",
                service: "shapes",
                name: "instances",
                columns: columns,
                methods: methods + [insert, delete]
            ), owned,
        ]
    }

    /// A table whose list takes parameters of every type that are columns of its rows.
    private static var owned: Resource {
        let types: [(String, FieldType, FieldType)] = [
            ("owner", .string(format: nil), .map(.string(format: nil))),
            ("id", .int64String, .int64String), ("since", .timestamp, .timestamp),
            ("active", .boolean, .boolean), ("ratio", .number, .number),
            ("state", .enumeration(["open", "closed", "all"]), .enumeration(["open", "closed"])),
            ("code", .string(format: nil), .integer),
        ]
        return Resource(
            provider: "acme",
            service: "shapes",
            name: "issues",
            columns: [Field(name: "title", type: .string(format: nil))]
                + types.map { Field(name: $0.0, type: $0.2) },
            methods: [
                method(
                    "/issues",
                    types.map { query($0.0, type: $0.1) },
                    rows: .list(["items"])
                )
            ]
        )
    }
}
