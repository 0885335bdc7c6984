"""How static files are named for browsers: by what is in them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORTS = (
    r"""(?P<matched>(?P<before>\b(?:from|import)\s*\(?\s*)["'](?P<url>\.[^"']*)["'])""",
    '%(before)s"%(url)s"',
)


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Every file under a name with its hash, and our modules import each other by these.

    So a change of the booth's inner modules changes the name of the outermost one: no
    browser mixes parts of two releases, and whoever compares names compares all parts.
    """

    # Django's own switch for this reads the modules of others as well, where the
    # imports that stand in comments lead to files that are not there.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/*.js", (_IMPORTS,)),
    )
