#!/bin/sh
# Programs beside Python that some tests need. A browser is installed where the system's package manager can; the
# servers only in CI, for a user's machine shall not get a running web server from a test. What is missing then is a
# skip for a user and a failure in CI.
set -u
log=${1:?a file for the output of the package manager}
PATH=$PATH:/usr/sbin:/usr/local/sbin

any() {
	for program in "$@"; do
		command -v "$program" > /dev/null 2>&1 && return 0
	done
	return 1
}

packages=
[ -n "${REGIONGRAF_BROWSER:-}" ] || any chromium chromium-browser google-chrome google-chrome-stable || packages=chromium
if [ -n "${CI:-}" ]; then
	any virtuoso-t || packages="$packages virtuoso-opensource-7-bin"
	any nginx || packages="$packages nginx-light"
fi
[ -n "$packages" ] || exit 0

if any apt-get; then
	if [ "$(id -u)" = 0 ]; then as=; elif sudo -n true 2> /dev/null; then as="sudo -n"; else as=no; fi
	if [ "$as" != no ]; then
		echo "Installing with apt-get: $packages …"
		# shellcheck disable=SC2086 # the words are meant to be several
		if { $as apt-get update -qq && $as env DEBIAN_FRONTEND=noninteractive \
			apt-get install -y -qq --no-install-recommends $packages; } > "$log" 2>&1; then
			exit 0
		fi
		echo "apt-get could not install them:" >&2
		tail -n 3 "$log" >&2
	fi
fi
echo "Not found: $packages. The tests that need them are left out." >&2
echo "To run them: sudo apt-get install $packages (Debian), or REGIONGRAF_BROWSER=/path/to/chrome make test" >&2
[ -z "${CI:-}" ]
