/// The tables of a catalog; users see the names in `SELECT … FROM catalog.methods`.
enum CatalogSchema {
    /// Raised whenever the tables change, so that an old image is refused.
    static let version: Int64 = 6

    /// The settings of the database file.
    static let pragmas = """
        PRAGMA page_size = 4096;
        PRAGMA user_version = \(version);
        """

    /// Every table is stored in its primary key's index, so a look-up is one probe.
    static let tables = """
        CREATE TABLE providers(
            name TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
            version TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
            "authorization" TEXT
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE services(
            provider TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL COLLATE NOCASE,
            version TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
            PRIMARY KEY(provider, name)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE resources(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            name TEXT NOT NULL COLLATE NOCASE, id TEXT NOT NULL,
            title TEXT NOT NULL, description TEXT NOT NULL,
            name_column TEXT, name_template TEXT, state_column TEXT, terminal_states TEXT NOT NULL,
            success_states TEXT NOT NULL, error_column TEXT, definition TEXT NOT NULL,
            PRIMARY KEY(provider, service, name)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE methods(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            resource TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL,
            name TEXT NOT NULL COLLATE NOCASE, sql_verb TEXT NOT NULL COLLATE NOCASE,
            http_method TEXT NOT NULL, path TEXT NOT NULL,
            required_parameters TEXT NOT NULL, optional_parameters TEXT NOT NULL,
            request_message TEXT, body_member TEXT, response_message TEXT,
            items_path TEXT NOT NULL, page_scheme TEXT, page_rule TEXT,
            partial_response INTEGER NOT NULL,
            host_parameter TEXT, hosts TEXT NOT NULL, host_otherwise TEXT NOT NULL,
            host_fallback TEXT NOT NULL, description TEXT NOT NULL, ignorable TEXT NOT NULL,
            quota TEXT, answer_names TEXT NOT NULL, success_states TEXT,
            whole_items INTEGER NOT NULL, operation TEXT, definition TEXT NOT NULL,
            PRIMARY KEY(provider, service, resource, position)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE parameters(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            resource TEXT NOT NULL COLLATE NOCASE, method_position INTEGER NOT NULL,
            position INTEGER NOT NULL, method TEXT NOT NULL COLLATE NOCASE,
            name TEXT NOT NULL COLLATE NOCASE, location TEXT NOT NULL, type TEXT NOT NULL,
            is_required INTEGER NOT NULL, default_value TEXT, description TEXT NOT NULL,
            shape TEXT NOT NULL,
            PRIMARY KEY(provider, service, resource, method_position, position)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE columns(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            resource TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL,
            \(field),
            PRIMARY KEY(provider, service, resource, position)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE messages(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            name TEXT NOT NULL, description TEXT NOT NULL,
            PRIMARY KEY(provider, service, name)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE fields(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            message TEXT NOT NULL, position INTEGER NOT NULL,
            \(field),
            PRIMARY KEY(provider, service, message, position)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE enum_values(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT NOT NULL COLLATE NOCASE,
            message TEXT NOT NULL, field TEXT NOT NULL, position INTEGER NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY(provider, service, message, field, position)
        ) WITHOUT ROWID, STRICT;
        """

    private static let field = """
        name TEXT NOT NULL COLLATE NOCASE, type TEXT NOT NULL,
            is_output_only INTEGER NOT NULL, is_required INTEGER NOT NULL,
            is_deprecated INTEGER NOT NULL, description TEXT NOT NULL, shape TEXT NOT NULL
        """
}
