import TuneQLText

/// A word with a special meaning in the dialect; most may also be names.
package enum Keyword: String, CaseIterable, Sendable {
    case abort, action, add, after, all, alter, always, analyze, and, `as`, asc, assert, attach
    case auth, autoincrement, before, begin, between, by, cascade, `case`, cast, check
    case collate, column, commit, conflict, constraint, create, cross, current, current_date
    case current_time, current_timestamp, database, `default`, deferrable, deferred, delete
    case desc, describe, detach, distinct, `do`, drop, each, `else`, end, escape, except
    case exclude, exclusive, exec, exists, explain, extended, fail, `false`, filter, first
    case following, `for`, foreign, from, full, generated, glob, group, groups, having, `if`
    case ignore, immediate, `in`, index, indexed, initially, inner, insert, instead
    case intersect, into, `is`, isnull, isolation, join, key, last, left, level, like, limit
    case list, local, match, materialized, method, methods, nativequery, natural, no, not
    case nothing, notnull, null, nulls, of, offset, on, or, order, others, outer, over
    case partition, plan, pragma, preceding, primary, providers, purge, query, raise, range
    case recursive, references, refresh, regexp, registry, reindex, release, rename, replace
    case resources, restrict, returning, right, rlike, rollback, row, rows, savepoint
    case select, services, session, set, settings, show, sleep, start, table, tables, temp,
        temporary
    case then, ties, to, transaction, trigger, `true`, unbounded, union, unique, update, use
    case using, vacuum, values, version, view, views, virtual, when, `where`, window, with
    case without
}

extension Keyword {
    /// The keyword that `text` spells, ignoring case.
    package init?(_ text: some StringProtocol) {
        guard let key = WordKey(text.utf8), let keyword = Self.byKey[key] else { return nil }
        self = keyword
    }

    /// The keyword that the bytes spell, ignoring case.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let key = WordKey(bytes), let keyword = Self.byKey[key] else { return nil }
        self = keyword
    }

    /// The keyword in upper case, as in messages.
    package var spelling: String { rawValue.uppercased() }

    /// Whether SQLite accepts the word as a name only in quotes.
    package var isReserved: Bool { Self.reserved.contains(self) }

    /// Whether the word belongs to a join; SQLite accepts it as a name, but no alias without AS.
    var isJoinWord: Bool { Self.joinWords.contains(self) }

    /// Whether a hint may follow the word.
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
        .primary, .references, .returning, .rlike, .select, .set, .table, .then, .to, .transaction,
        .union, .unique, .update, .using, .values, .when, .where,
    ]

    private static let joinWords: Set<Keyword> = [
        .cross, .full, .inner, .left, .natural, .outer, .right,
    ]

    private static let verbs: Set<Keyword> = [
        .delete, .exec, .insert, .replace, .select, .show, .update,
    ]
}

/// A word of at most 24 bytes, in upper case, as a key that needs no allocation.
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
