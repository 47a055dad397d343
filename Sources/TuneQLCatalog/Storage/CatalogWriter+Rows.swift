import TuneQLSQLite

extension Service {
    var row: [SQLiteValue] {
        [.text(provider), .text(name), .text(version), .text(title), .text(description)]
    }
}

extension DocumentStamp {
    var row: [SQLiteValue] {
        [
            .text(provider), .init(service), .text(path), .text(digest), .integer(size),
            .integer(modified), .integer(inode),
        ]
    }
}

extension CatalogProblem {
    var row: [SQLiteValue] {
        [
            .text(provider), .init(service), .init(resource), .init(method), .text(document),
            line.map { .integer(Int64($0)) } ?? .null, .text(reason),
            .integer(isLeftOut ? 1 : 0),
        ]
    }
}

extension SQLiteValue {
    init(_ text: String?) {
        self = text.map { .text($0) } ?? .null
    }
}
