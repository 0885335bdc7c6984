#!/usr/bin/env bash
# Names the Python that `make` builds on: one that has its library built in, where there is
# one of 3.11 or later that can make a venv. One that loads its library from beside it, as
# pyenv builds them, takes a quarter more time for every page.
fits='import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))'
built_in='import sys; sys.exit("libpython" in open("/proc/self/maps").read())'

for python in python3 /usr/bin/python3; do
  if "$python" -c "$fits" 2>/dev/null && "$python" -c "$built_in" 2>/dev/null; then
    echo "$python"
    exit
  fi
done
echo python3
