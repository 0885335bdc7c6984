"""The command `lianxin`: every command is a Django command with teaching help."""

import os
import sys

OURS = {
    "init": "make the root unit and the first administrator (production)",
    "run": "serve the site and work off the jobs",
    "demo": "fill an empty database with an invented enterprise",
    "rebuild": "make all ledgers and caches anew from the facts",
    "check": "look for faults in the set-up (--deploy before going live)",
    "backup": "write database and files into one archive; keys apart",
    "restore": "read an archive back into an empty place",
    "outline": "read an official document and print its outline",
}


def main() -> None:
    """Run one command; without any, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lianxin.site.settings")
    if len(sys.argv) < 2 or sys.argv[1] in {"-h", "--help", "help"}:
        width = max(len(name) for name in OURS)
        print("usage: lianxin COMMAND [--help]\n")  # noqa: T201 -- a command's output
        for name, meaning in OURS.items():
            print(f"  {name:<{width}}  {meaning}")  # noqa: T201 -- a command's output
        return
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- slow import

    execute_from_command_line(sys.argv)
