// SQLite's declarations, and what Swift can't call: variadic functions and macros.
#ifndef CSQLITE_H
#define CSQLITE_H

#include <sqlite3.h>

/// The destructor value that makes SQLite copy the text at once.
static inline sqlite3_destructor_type csqlite_transient(void) {
    return SQLITE_TRANSIENT;
}

/// Sets a virtual-table option that takes no argument (`SQLITE_VTAB_DIRECTONLY`, …).
static inline int csqlite_vtab_config(sqlite3 *db, int option) {
    return sqlite3_vtab_config(db, option);
}

/// Sets a connection option that takes a flag (`SQLITE_DBCONFIG_DEFENSIVE`, …).
static inline int csqlite_db_config(sqlite3 *db, int option, int value) {
    return sqlite3_db_config(db, option, value, (int *)0);
}

/// Switches optimisations off, by their bits in SQLite's `dbOptFlags`.
static inline void csqlite_disable_optimizations(sqlite3 *db, int bits) {
    sqlite3_test_control(SQLITE_TESTCTRL_OPTIMIZATIONS, db, bits);
}

/// Copies `length` bytes into memory that SQLite frees: an error message of a virtual table.
static inline char *csqlite_message(const char *text, int length) {
    return sqlite3_mprintf("%.*s", length, text);
}

/// The code of a read beyond the end of a file, whose other bytes are zero.
static inline int csqlite_short_read(void) {
    return SQLITE_IOERR_SHORT_READ;
}

#endif
