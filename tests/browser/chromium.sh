#!/bin/sh
# Makes sure that the browser tests have a Chromium; says what to do where it cannot.
set -eu
[ "${BROWSER:-yes}" = no ] && { echo "browser tests left out (BROWSER=no)"; exit 0; }
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; then
    echo "installing Debian's chromium for the browser tests"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
    command -v chromium >/dev/null && exit 0
fi
echo "The browser tests need Chromium: install the package chromium (or Google Chrome)," >&2
echo "or leave them out knowingly with: make test BROWSER=no" >&2
exit 1
