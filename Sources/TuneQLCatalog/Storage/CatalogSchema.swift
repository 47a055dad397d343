/// The tables of a catalog.
///
/// Rows have integer keys; the details of a resource, method or message are one JSON text each, so
/// that a new field of the model changes only the model and its JSON.
enum CatalogSchema {
    /// Raised whenever the tables or the definitions change, so that an old catalog is refused.
    static let version: Int64 = 8

    /// The settings of the database file.
    static let pragmas = """
        PRAGMA page_size = 4096;
        PRAGMA user_version = \(version);
        """

    /// Methods are beside each other by the keys of their resources.
    static let methodsOfResource: Int64 = 1 << 16

    /// The key of the service that `?2` of the provider `?1` names, by its name or an alias.
    static let serviceKey = """
        (SELECT id FROM services WHERE provider = ?1 AND name = ?2 UNION ALL
        SELECT service FROM service_aliases WHERE provider = ?1 AND name = ?2 LIMIT 1)
        """

    static let tables = """
        CREATE TABLE properties(name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)
            WITHOUT ROWID, STRICT;
        CREATE TABLE providers(
            name TEXT NOT NULL COLLATE NOCASE PRIMARY KEY,
            version TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
            "authorization" TEXT
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE services(
            id INTEGER PRIMARY KEY,
            provider TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL COLLATE NOCASE,
            version TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL,
            UNIQUE(provider, name)
        ) STRICT;
        CREATE TABLE service_aliases(
            provider TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL COLLATE NOCASE,
            service INTEGER NOT NULL, PRIMARY KEY(provider, name, service)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE documents(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT COLLATE NOCASE,
            path TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
            modified INTEGER NOT NULL, inode INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX documents_by_service ON documents(provider, service);
        CREATE TABLE resources(
            id INTEGER PRIMARY KEY,
            service INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
            title TEXT NOT NULL, description TEXT NOT NULL, definition TEXT NOT NULL,
            UNIQUE(service, name)
        ) STRICT;
        CREATE TABLE aliases(
            service INTEGER NOT NULL, name TEXT NOT NULL COLLATE NOCASE,
            resource INTEGER NOT NULL, collections TEXT NOT NULL,
            PRIMARY KEY(service, name)
        ) WITHOUT ROWID, STRICT;
        CREATE TABLE methods(id INTEGER PRIMARY KEY, definition TEXT NOT NULL) STRICT;
        CREATE TABLE messages(
            id INTEGER PRIMARY KEY,
            service INTEGER NOT NULL, name TEXT NOT NULL, definition TEXT NOT NULL,
            UNIQUE(service, name)
        ) STRICT;
        CREATE TABLE problems(
            provider TEXT NOT NULL COLLATE NOCASE, service TEXT COLLATE NOCASE,
            resource TEXT COLLATE NOCASE, method TEXT COLLATE NOCASE,
            document TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL,
            is_left_out INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX problems_by_name ON problems(provider, service, resource);
        """
}
