"""Every module is a room of the house; nothing attracts what has no place."""

from tests.architecture.source import SOURCE, apps, modules, name_of

ROOMS = {
    "__init__",
    "urls",
    "views",
    "tasks",
    "api",
    "management",
    "forms",
    "exports",
    "imports",
    "panels",
    "operations",
    "queries",
    "policy",
    "models",
    "events",
    "enums",
    "apps",
    "migrations",
    "templates",
    "templatetags",
    "static",
}
EXTRAS = {
    "base/accounts": {"adapters", "backends", "middleware"},
    "base/crypto": {"fields"},
    "base/jobs": {"bounded", "reading", "uncollected"},
    "base/ui": {
        "addresses",
        "answers",
        "clock",
        "escaping",
        "context_processors",
        "middleware",
        "refs",
        "requests",
        "tables",
        "wording",
    },
}
KERNEL = {"actor", "ballots", "log", "minutes", "outline", "rules", "sheets", "zh"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "services", "service", "misc"}


def names_in(folder: str) -> set[str]:
    return {
        path.stem
        for path in (SOURCE / folder).iterdir()
        if path.name != "__pycache__" and (path.is_dir() or path.suffix == ".py")
    }


def test_an_app_has_only_the_rooms_of_the_house() -> None:
    wrong = {
        f"{tier}/{app}": odd
        for tier, app in apps()
        if (
            odd := names_in(f"{tier}/{app}")
            - ROOMS
            - EXTRAS.get(f"{tier}/{app}", set())
        )
    }
    assert wrong == {}


def test_the_kernel_has_only_the_packages_listed_here() -> None:
    assert names_in("kernel") == KERNEL | {"__init__"}


def test_no_module_has_a_name_that_takes_anything() -> None:
    wrong = [
        name_of(path)
        for path in modules()
        if VAGUE & {part.removesuffix(".py") for part in path.parts}
    ]
    assert wrong == []
