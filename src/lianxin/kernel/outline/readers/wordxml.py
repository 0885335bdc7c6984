"""The few steps through WordprocessingML that all readers of .docx share.

Names are compared without their namespace: the same document may be saved with the
transitional or with the strict one.
"""

from collections.abc import Iterator

from lxml import etree


def tag_of(element: etree._Element) -> object:
    """Return the tag; a comment or an entity has a function in its place."""
    return element.tag


def local_name(element: etree._Element) -> str:
    """Return the tag without its namespace; comments and the like give nothing."""
    tag = tag_of(element)
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the direct children of that local name."""
    return (found for found in element if local_name(found) == name)


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first direct child of that local name."""
    return next(children(element, name), None)


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute by its local name, or nothing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def value_of(element: etree._Element, name: str) -> str:
    """Return the `val` of the first child of that local name, or nothing."""
    found = child(element, name)
    return "" if found is None else attribute(found, "val")


def number_of(element: etree._Element, name: str, *, default: int) -> int:
    """Return an attribute as a number that Word could have written."""
    text = attribute(element, name)
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    return default


def is_on(element: etree._Element | None) -> bool:
    """Say whether a switch like w:vanish is there and not switched off."""
    return element is not None and attribute(element, "val") not in {
        "0",
        "false",
        "off",
    }
