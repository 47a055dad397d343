// Makes SQLite's allocations fail one by one. For a process of its own: it serves all connections.
#ifndef FAULTY_ALLOCATOR_H
#define FAULTY_ALLOCATOR_H

/// Puts the failing allocator in, and has SQLite ask it for every small piece too; before SQLite's
/// first use. Answers 0, or SQLite's error.
int faulty_allocator_install(void);

/// Counts anew, and has allocation `number`, from 1, fail, with all after it if `lasting`.
/// A `number` of 0 lets all succeed.
void faulty_allocator_arm(long number, int lasting);

/// How many allocations failed since the last call of `faulty_allocator_arm`.
long faulty_allocator_failures(void);

#endif
