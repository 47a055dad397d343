// libedit's readline interface.
#ifndef CEDIT_H
#define CEDIT_H

#include <stdio.h>
#include <editline/readline.h>

/// Makes libedit get characters from `next`: to Swift the variable is shared state, out of reach.
static inline void cedit_read_with(int (*next)(FILE *)) {
    rl_getc_function = next;
}

/// The line that is being edited, in UTF-8; NULL before the first one.
static inline const char *cedit_line(void) {
    return rl_line_buffer;
}

/// The cursor's position in it, in bytes.
static inline int cedit_point(void) {
    return rl_point;
}

#endif
