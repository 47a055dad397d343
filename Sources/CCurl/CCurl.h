// libcurl's declarations. The library is loaded when it is first needed, never linked.
#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

// Swift can't call variadic functions: each wrapper takes the address that dlsym found and calls
// it with one kind of argument.

typedef CURLcode (*ccurl_easy_setopt_function)(CURL *, CURLoption, ...);
typedef CURLcode (*ccurl_easy_getinfo_function)(CURL *, CURLINFO, ...);
typedef CURLMcode (*ccurl_multi_setopt_function)(CURLM *, CURLMoption, ...);
typedef size_t (*ccurl_data_callback)(char *, size_t, size_t, void *);

static inline CURLcode ccurl_set_long(void *setopt, CURL *handle, CURLoption option, long value) {
    return ((ccurl_easy_setopt_function)setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_large(
    void *setopt, CURL *handle, CURLoption option, curl_off_t value) {
    return ((ccurl_easy_setopt_function)setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_pointer(
    void *setopt, CURL *handle, CURLoption option, const void *value) {
    return ((ccurl_easy_setopt_function)setopt)(handle, option, value);
}

static inline CURLcode ccurl_set_callback(
    void *setopt, CURL *handle, CURLoption option, ccurl_data_callback callback) {
    return ((ccurl_easy_setopt_function)setopt)(handle, option, callback);
}

// CURLOPT_PROTOCOLS by its number: newer headers call the name deprecated, and its successor is
// missing from libraries before 7.85.
static inline CURLcode ccurl_allow_http_only(void *setopt, CURL *handle) {
    long protocols = CURLPROTO_HTTP | CURLPROTO_HTTPS;
    return ((ccurl_easy_setopt_function)setopt)(
        handle, (CURLoption)(CURLOPTTYPE_LONG + 181), protocols);
}

// The value of a numeric field of a transfer; -1 when the library doesn't know it.
static inline long ccurl_get_long(void *getinfo, CURL *handle, CURLINFO info) {
    long value = -1;
    CURLcode code = ((ccurl_easy_getinfo_function)getinfo)(handle, info, &value);
    return code == CURLE_OK ? value : -1;
}

static inline curl_off_t ccurl_get_large(void *getinfo, CURL *handle, CURLINFO info) {
    curl_off_t value = -1;
    CURLcode code = ((ccurl_easy_getinfo_function)getinfo)(handle, info, &value);
    return code == CURLE_OK ? value : -1;
}

static inline CURLMcode ccurl_multi_set_long(
    void *setopt, CURLM *handle, CURLMoption option, long value) {
    return ((ccurl_multi_setopt_function)setopt)(handle, option, value);
}

// zlib's z_stream, whose layout is a part of its binary interface; zlib, too, is never linked.
typedef struct ccurl_zlib_stream {
    const unsigned char *next_in;
    unsigned int avail_in;
    unsigned long total_in;
    unsigned char *next_out;
    unsigned int avail_out;
    unsigned long total_out;
    const char *msg;
    void *state;
    void *zalloc, *zfree, *opaque;
    int data_type;
    unsigned long adler;
    unsigned long reserved;
} ccurl_zlib_stream;

#endif
