// libedit's readline interface.
#ifndef CEDIT_H
#define CEDIT_H

#include <stdio.h>
#include <editline/readline.h>

#endif
