/// A word with a meaning somewhere in the dialect; most may also be names.
package enum Keyword: String, CaseIterable, Sendable {
    case abort, action, add, after, all, alter, always, analyze, and, `as`, asc, attach
    case auth, autoincrement, before, begin, between, by, cascade, `case`, cast, check
    case collate, column, commit, conflict, constraint, create, cross, current
    case current_date, current_time, current_timestamp, database, `default`, deferrable
    case deferred, delete, desc, describe, detach, distinct, `do`, drop, each, `else`, end
    case escape, except, exclude, exclusive, exec, exists, explain, extended, fail, `false`
    case filter, first, following, `for`, foreign, from, full, generated, glob, group, groups
    case having, `if`, ignore, immediate, `in`, index, indexed, initially, inner, insert
    case instead, intersect, into, `is`, isnull, join, key, last, left, like, limit, local
    case match, materialized, method, methods, natural, no, not, nothing, notnull, null, nulls
    case of, offset, on, or, order, others, outer, over, partition, plan, pragma, preceding
    case primary, providers, query, raise, range, recursive, references, regexp, reindex
    case release, rename, replace, resources, restrict, returning, right, rollback, row, rows
    case savepoint, select, services, session, set, show, table, temp, temporary, then, ties
    case to, transaction, trigger, `true`, unbounded, union, unique, update, use, using
    case vacuum, values, version, view, virtual, when, `where`, window, with, without
}

extension Keyword {
    /// The keyword that `text` spells in any case.
    package init?(_ text: some StringProtocol) {
        guard let key = WordKey(text.utf8), let keyword = Self.byKey[key] else { return nil }
        self = keyword
    }

    /// The keyword that the bytes spell in any case.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let key = WordKey(bytes), let keyword = Self.byKey[key] else { return nil }
        self = keyword
    }

    /// As messages show it.
    package var spelling: String { rawValue.uppercased() }

    /// Whether SQLite never takes it for a name unless it is quoted.
    package var isReserved: Bool { Self.reserved.contains(self) }

    /// Whether it belongs to a join; SQLite lets it name things, but never as an alias without AS.
    var isJoinWord: Bool { Self.joinWords.contains(self) }

    /// Whether a hint may follow it.
    var isVerb: Bool { Self.verbs.contains(self) }

    private static let byKey: [WordKey: Keyword] = {
        let pairs = allCases.compactMap { word in WordKey(word.rawValue.utf8).map { ($0, word) } }
        return Dictionary(pairs) { first, _ in first }
    }()

    private static let reserved: Set<Keyword> = [
        .add, .all, .alter, .and, .as, .autoincrement, .between, .case, .check, .collate, .commit,
        .constraint, .create, .default, .deferrable, .delete, .distinct, .drop, .else, .escape,
        .except, .exists, .foreign, .from, .group, .having, .in, .index, .insert, .intersect,
        .into, .is, .isnull, .join, .limit, .not, .nothing, .notnull, .null, .on, .or, .order,
        .primary, .references, .returning, .select, .set, .table, .then, .to, .transaction,
        .union, .unique, .update, .using, .values, .when, .where,
    ]

    private static let joinWords: Set<Keyword> = [
        .cross, .full, .inner, .left, .natural, .outer, .right,
    ]

    private static let verbs: Set<Keyword> = [
        .delete, .exec, .insert, .replace, .select, .show, .update,
    ]
}

/// Up to 24 bytes of a word, upper-cased, as a key that needs no allocation.
private struct WordKey: Hashable {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0

    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= 24 else { return nil }
        for (index, byte) in bytes.enumerated() {
            let value = UInt64(byte.asciiUppercased) << UInt64(8 * (index & 7))
            switch index >> 3 {
            case 0: first |= value
            case 1: second |= value
            default: third |= value
            }
        }
    }
}
