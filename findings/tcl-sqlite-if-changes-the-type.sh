#!/usr/bin/env bash
# In Tcl, looking at a variable in an `if` changes what SQLite stores of it.
#
# Guess: a Tcl variable that holds the text 007 is bound to $id in `db eval` as the text '007',
#   and a test such as `if {$id > 3}`, which assigns nothing, has no influence.
# Seen: before the `if` the value is the text 007. After it the value is the integer 7: the
#   comparison leaves a number beside the text inside Tcl's value, and the binding takes that
#   number. 1.50 becomes the real 1.5 in the same way, so a literal is changed at a distance.
# Why it matters: whether '007' = id holds, what is stored in a column without a type, and which
#   key a row gets depends on lines that only read. CAST($id AS TEXT) comes too late: it gives 7.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

fetch() { apt-get -qq -o APT::Sandbox::User=root download "$@"; }
packages=(tcl8.6=8.6.13+dfsg-2 libtcl8.6=8.6.13+dfsg-2 libsqlite3-tcl=3.40.1-2+deb12u2
  libsqlite3-0=3.40.1-2+deb12u2)
fetch "${packages[@]}" 2>/dev/null || { apt-get -qq update && fetch "${packages[@]}"; }
for package in ./*.deb; do dpkg-deb -x "$package" debian; done

cat > example.tcl <<'TCL'
load debian/usr/lib/tcltk/sqlite3/libtclsqlite3.so Sqlite3
sqlite3 db :memory:
puts "versions: Tcl [info patchlevel], SQLite [db onecolumn {SELECT sqlite_version()}]"
foreach text {007 1.50} {
    set id [string cat $text ""]
    set before [db eval {SELECT typeof($id), $id, CAST($id AS TEXT)}]
    if {$id > 3} {}
    set after [db eval {SELECT typeof($id), $id, CAST($id AS TEXT)}]
    puts "guess:    $before, and the same after an if"
    puts "seen:     $before, and after the if: $after"
}
TCL
output=$(LD_LIBRARY_PATH=$(echo debian/usr/lib/*-linux-gnu) \
  TCL_LIBRARY=debian/usr/share/tcltk/tcl8.6 debian/usr/bin/tclsh8.6 example.tcl)

echo "$output"
seen=$(grep '^seen:' <<< "$output")
[ "$seen" = "seen:     text 007 007, and after the if: integer 7 7
seen:     text 1.50 1.50, and after the if: real 1.5 1.5" ] ||
  { echo "the behaviour has changed" >&2; exit 1; }
