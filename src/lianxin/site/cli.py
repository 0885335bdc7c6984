"""The command `lianxin`: every command is a Django command with teaching help."""

import os
import sys

OURS = {
    "init": "make the root unit and the first administrator (production)",
    "run": "serve the site and work off the jobs",
    "work": "work off the jobs only (a service of its own)",
    "demo": "fill an empty database with an invented enterprise",
    "migrate": "bring the database up to date after an upgrade",
    "rebuild": "make all ledgers and caches anew from the facts",
    "check": "look for faults in the set-up (--deploy before going live)",
    "backup": "write database and files into one archive; keys apart",
    "keys": "make a new key and encrypt everything anew with it",
    "restore": "read an archive back into an empty place",
    "import": "preview what would be taken from a workbook",
    "archive": "take the whole organisation along in one file, or read it in",
    "log": "show, check and export the seals of the journal",
    "outline": "read an official document and print its outline",
    "ballots": "verify a secret ballot; a registrar's and a trustee's steps",
    "version": "say which version this is",
}


def main() -> None:
    """Run one command; without any, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.site.settings")
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help", "help"}:
        width = max(len(name) for name in OURS)
        sys.stdout.write("usage: lianxin COMMAND [--help]\n\n")
        for name, meaning in OURS.items():
            sys.stdout.write(f"  {name:<{width}}  {meaning}\n")
        return
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import

    if sys.argv[1] in {"version", "--version"}:  # Django's own would print Django's
        sys.argv[1:2] = ["release"]
    execute_from_command_line(sys.argv)
