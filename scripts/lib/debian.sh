# Debian packages that the tests need: the server with its extensions, pgTAP's runner, and a browser
# that opens reports.
# Sourced by scripts/test.

debian_packages=(
  postgresql-15
  postgresql-15-pgtap
  postgresql-15-cron
  postgresql-15-plpgsql-check
  chromium
  libtap-parser-sourcehandler-pgtap-perl
  openssl
  pgbouncer
  xz-utils
)

missing_packages() {
  local package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || echo "$package"
  done
}

# Installs what is missing of those packages, without making or starting a cluster of its own.
ensure_debian_packages() {
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [ ${#missing[@]} -eq 0 ] && return

  local line="apt-get install -y --no-install-recommends ${missing[*]}"
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing packages; on Debian 12 install them with: sudo $line" >&2
    exit 2
  fi
  local conf=/etc/postgresql-common/createcluster.conf
  if [ ! -e "$conf" ]; then
    mkdir -p "$(dirname "$conf")"
    printf 'create_main_cluster = false\nstart_conf = manual\n' >"$conf"
  fi
  export DEBIAN_FRONTEND=noninteractive
  { apt-get update -q && $line -q -o Dpkg::Options::=--force-confold; } >&2
}
