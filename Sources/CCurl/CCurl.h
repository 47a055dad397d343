// libcurl's declarations. The library is loaded when it is first needed, never linked.
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

#endif
