// libedit's readline interface.
#ifndef CEDIT_H
#define CEDIT_H

#include <stdio.h>
#include <editline/readline.h>

/// Makes libedit get characters from `next`: to Swift the variable is shared state, out of reach.
static inline void cedit_read_with(int (*next)(FILE *)) {
    rl_getc_function = next;
}

#endif
