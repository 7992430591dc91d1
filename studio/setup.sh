#!/bin/sh
# Make this machine ready to render: the libraries manim is built against, then .venv from the lock.
# What is there already is left alone, so a machine that is ready knows it in an instant.
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
venv=.venv/bin/python

stop() {
    printf 'Descent: %s\n' "$*" >&2
    exit 1
}

# What pycairo and manimpango are compiled with, and a Python that can make a venv.
can_compile() {
    include=$("$python" -c 'import sysconfig; print(sysconfig.get_path("include"))') &&
        echo '#include <Python.h>' | "${CC:-cc}" -fsyntax-only -I"$include" -x c - &&
        pkg-config --exists cairo pangocairo
}
can_make_venv() { "$python" -c 'import ensurepip, venv'; }
complete() { command -v make && can_compile && can_make_venv; } >/dev/null 2>&1

install_with_brew() {
    packages='cairo pango pkg-config'
    command -v brew >/dev/null || stop "get Homebrew, then: brew install $packages"
    brew install $packages || stop "this failed: brew install $packages"
    complete || stop 'the C compiler is missing: xcode-select --install'
}

install_with_apt() {
    packages='build-essential python3-dev pkg-config libcairo2-dev libpango1.0-dev'
    can_make_venv 2>/dev/null || packages="$packages python3-venv"
    command -v apt-get >/dev/null ||
        stop "install make, a C compiler, pkg-config and the headers of Python, cairo and pango (Debian: $packages)"
    root=
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "have an administrator run: apt-get install $packages"
        root=sudo
    fi
    $root apt-get update || true # one stale source is no reason to stop: the next line decides
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages ||
        stop "this failed: apt-get install $packages"
    complete || stop "$python still has no headers or no ensurepip: install them for it, or choose another PYTHON"
}

# The folder and the Python that .venv was made for (moving either breaks it), and the lock.
surroundings() { "$venv" -c 'import sys; print(sys.prefix, sys.version)' && cksum requirements.lock; }

# Each step leaves its stamp last, so one that failed half-way is done again.
is_done() { [ -s "$1" ] && [ "$(cat "$1")" = "$2" ]; }

if ! is_done .venv/locked "$(surroundings 2>/dev/null)"; then
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
        stop "$python is not Python 3.11 or later: install one, then name it: make PYTHON=python3.12"
    if ! complete; then
        if [ "$(uname)" = Darwin ]; then install_with_brew; else install_with_apt; fi
    fi
    "$python" -m venv --clear .venv
    "$venv" -m pip install --require-hashes -r requirements.lock
    surroundings >.venv/locked
fi

project=$(cksum pyproject.toml)
if ! is_done .venv/ready "$project"; then
    "$venv" -m pip install --no-deps --no-build-isolation --editable .
    echo "$project" >.venv/ready
fi
