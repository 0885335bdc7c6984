"""Office files as ZIP packages: only the parts that are needed, only as large as allowed."""

import io
import posixpath
import re
import zipfile

from lxml import etree

from lianxin.kernel.outline.readers import limits
from lianxin.kernel.outline.readers.detect import PACKAGE_FAULTS
from lianxin.kernel.outline.readers.unreadable import Unreadable
from lianxin.kernel.outline.readers.wordxml import attribute

# A package must not hold a DTD (ECMA-376 part 2); one that does is an attack.
DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


class Package:
    """A ZIP package in memory, with its relationships."""

    def __init__(self, data: bytes, *, name: str, format: str) -> None:  # noqa: A002 -- the word of the sentence
        """Open the package; raises Unreadable where it is damaged or too large."""
        self._name = name
        self._format = format
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except PACKAGE_FAULTS as error:
            raise self.damaged() from error
        self.parts = frozenset(self._zip.namelist())
        if len(self.parts) > limits.PARTS:
            raise Unreadable("too_large", name=name, megabytes=limits.PART_MEGABYTES)

    def damaged(self) -> Unreadable:
        """Return the refusal of a package that cannot be made sense of."""
        return Unreadable("damaged", name=self._name, format=self._format)

    def xml(self, part: str) -> etree._Element | None:
        """Return the root of an XML part, or None where the package has no such part."""
        if part not in self.parts:
            return None
        content = self._unpacked(part)
        if DECLARATION.search(_as_one_byte_characters(content)):
            raise Unreadable("forbidden_content", name=self._name)
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            if "depth" in str(error).lower():
                raise Unreadable("too_deep", name=self._name) from error
            raise self.damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable("forbidden_content", name=self._name)
        return root

    def related(self, part: str, kind: str) -> str | None:
        """Return the part that `part` ("" for the package) names as its `kind`."""
        folder, file = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{file}.rels"))
        for relation in () if root is None else root:
            if attribute(relation, "Type").rpartition("/")[2] == kind:
                target = attribute(relation, "Target")
                return posixpath.normpath(posixpath.join("/", folder, target))[1:]
        return None

    def _unpacked(self, part: str) -> bytes:
        """Unpack at most the limit, whatever size the package claims."""
        most = limits.PART_MEGABYTES * limits.MEGABYTE
        try:
            with self._zip.open(part) as file:
                content = file.read(most + 1)
        except PACKAGE_FAULTS as error:
            raise self.damaged() from error
        if len(content) > most:
            raise Unreadable(
                "too_large", name=self._name, megabytes=limits.PART_MEGABYTES
            )
        return content


def _as_one_byte_characters(content: bytes) -> bytes:
    """Drop the zeros of UTF-16, so that declarations cannot hide between them."""
    return content.replace(b"\0", b"") if b"\0" in content[:8] else content
