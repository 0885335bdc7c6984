"""Office files as ZIP packages: only the parts that are needed, only as large as allowed."""

import io
import posixpath
import re
import zipfile
from typing import IO

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
        self.name = name
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
        return Unreadable("damaged", name=self.name, format=self._format)

    def xml(self, part: str) -> etree._Element | None:
        """Return the root of an XML part, or None where the package has no such part."""
        if part not in self.parts:
            return None
        content = self._unpacked(part)
        if DECLARATION.search(_as_one_byte_characters(content)):
            raise Unreadable("forbidden_content", name=self.name)
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
                raise Unreadable("too_deep", name=self.name) from error
            raise self.damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable("forbidden_content", name=self.name)
        return root

    def stream(self, part: str, *, megabytes: int) -> "Stream":
        """Return a part to be read bit by bit, as far as so many megabytes unpacked."""
        try:
            file = self._zip.open(part)
        except PACKAGE_FAULTS as error:
            raise self.damaged() from error
        return Stream(self, file, name=self.name, megabytes=megabytes)

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
                "too_large", name=self.name, megabytes=limits.PART_MEGABYTES
            )
        return content


class Stream:
    """An open part that refuses to unpack more than it may, and to hold a DTD."""

    def __init__(
        self, package: Package, file: IO[bytes], *, name: str, megabytes: int
    ) -> None:
        self._package = package
        self._file = file
        self.name = name
        self._megabytes = megabytes
        self._left = megabytes * limits.MEGABYTE
        self._end = b""

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes; raises Unreadable beyond the limit and at a DTD."""
        most = 1 << 16 if size < 0 else size
        try:
            piece = self._file.read(most)
        except PACKAGE_FAULTS as error:
            raise self._package.damaged() from error
        self._left -= len(piece)
        if self._left < 0:
            raise Unreadable("too_large", name=self.name, megabytes=self._megabytes)
        # A declaration may lie across two pieces.
        if DECLARATION.search((self._end + piece).replace(b"\0", b"")):
            raise Unreadable("forbidden_content", name=self.name)
        self._end = piece[-20:]
        return piece


def _as_one_byte_characters(content: bytes) -> bytes:
    """Drop the zeros of UTF-16, so that declarations cannot hide between them."""
    return content.replace(b"\0", b"") if b"\0" in content[:8] else content
