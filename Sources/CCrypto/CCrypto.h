// libcrypto's declarations: what signing with RS256 needs.
#ifndef CCRYPTO_H
#define CCRYPTO_H

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#endif
