#include "FaultyAllocator.h"

#include <sqlite3.h>
#include <stdatomic.h>

static sqlite3_mem_methods usual;
static atomic_long requests, failures, first_failure;
static atomic_int is_lasting;

static int fails(void) {
    long first = first_failure;
    if (first == 0) return 0;
    long number = ++requests;
    if (is_lasting ? number < first : number != first) return 0;
    ++failures;
    return 1;
}

static void *faulty_malloc(int size) {
    return fails() ? 0 : usual.xMalloc(size);
}

static void *faulty_realloc(void *memory, int size) {
    return fails() ? 0 : usual.xRealloc(memory, size);
}

int faulty_allocator_install(void) {
    int code = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    if (code != SQLITE_OK) return code;
    // SQLite has not chosen its allocator yet when it has not been started.
    sqlite3_initialize();
    code = sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual);
    sqlite3_shutdown();
    sqlite3_mem_methods faulty = usual;
    faulty.xMalloc = faulty_malloc;
    faulty.xRealloc = faulty_realloc;
    code = sqlite3_config(SQLITE_CONFIG_MALLOC, &faulty);
    if (code != SQLITE_OK) return code;
    return sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
}

void faulty_allocator_arm(long number, int lasting) {
    first_failure = 0;
    requests = 0;
    failures = 0;
    is_lasting = lasting;
    first_failure = number;
}

long faulty_allocator_failures(void) {
    return failures;
}
