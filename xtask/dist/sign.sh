#!/usr/bin/env bash
# Signs a program or an installer for Windows in place: sign.sh FILE, for `cargo xtask dist --sign xtask/dist/sign.sh`.
# To be filled in with the certificate of the house:
#   LETTERS_CERTIFICATE  a file with the certificate and its key (PKCS #12)
#   LETTERS_PASSWORD     a file with its password
#   LETTERS_TIMESTAMP    the address of a timestamp server; without it the signature ends with the certificate
set -euo pipefail
: "${LETTERS_CERTIFICATE:?names no certificate}" "${LETTERS_PASSWORD:?names no file with its password}"
signed=$(mktemp "$1.XXXXXX")
rm "$signed"
osslsigncode sign -pkcs12 "$LETTERS_CERTIFICATE" -readpass "$LETTERS_PASSWORD" -h sha256 -n "Collective letters" \
  ${LETTERS_TIMESTAMP:+-ts "$LETTERS_TIMESTAMP"} -in "$1" -out "$signed"
mv "$signed" "$1"
