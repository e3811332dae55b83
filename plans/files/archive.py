"""The parts of a Word or Excel file (a zip archive), opened only after it has been checked."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lxml import etree

from plans.files import limits
from plans.files.errors import SourceFileError

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_XML_START = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<\x00", b"\xfe\xff\x00<")
_CHUNK = 1 << 18
# The end of the central directory: signature, then at offset 10 the number of members.
_DIRECTORY_END = b"PK\x05\x06"

TOO_LARGE = "This file is too large when it is unpacked. Copy the table into a new file and try again."
DAMAGED = "The selected file is damaged. Open it in Word or Excel, save it again and try again."
PROTECTED = "The selected file is password protected. Save a copy without a password and try again."


class Archive:
    """The checked members of a zip archive, by name. Raises SourceFileError where it exceeds a limit."""

    def __init__(self, content: bytes):
        end = content.rfind(_DIRECTORY_END)
        if 0 <= end <= len(content) - 12:
            told = int.from_bytes(content[end + 10 : end + 12], "little")
            if told > limits.MEMBERS:
                raise SourceFileError(TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
            raise SourceFileError(DAMAGED) from problem
        members = self._zip.infolist()
        if len(members) > limits.MEMBERS:
            raise SourceFileError(TOO_LARGE)
        if any(member.flag_bits & 1 for member in members):
            raise SourceFileError(PROTECTED)
        self.names = {member.filename.lower(): member for member in members}
        if any("vbaproject" in name for name in self.names):
            raise SourceFileError(
                "The selected file contains macros. Open it, select Save As and .docx or .xlsx, then try "
                "again."
            )
        if sum(member.file_size for member in members) > limits.UNPACKED:
            raise SourceFileError(TOO_LARGE)
        self._unpacked = 0
        for member in members:
            self._check(member)

    def _check(self, member: zipfile.ZipInfo) -> None:
        """Unpack a member once, count the bytes that it really holds, and look for declarations."""
        size, tail, is_xml = 0, b"", member.filename.lower().endswith((".xml", ".rels", ".vml"))
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    if size == 0 and chunk.lstrip()[:4].startswith(_XML_START):
                        is_xml = True
                    size += len(chunk)
                    self._unpacked += len(chunk)
                    ratio = size / max(member.compress_size, 1)
                    if self._unpacked > limits.UNPACKED or (
                        size > limits.SMALL_MEMBER and ratio > limits.RATIO
                    ):
                        raise SourceFileError(TOO_LARGE)
                    # Without NUL a declaration in UTF-16 or UTF-32 looks like one in UTF-8.
                    if is_xml and _DECLARATION.search((tail + chunk).replace(b"\x00", b"")):
                        raise SourceFileError(
                            "The selected file contains XML entities, which Word and Excel files do not "
                            "have. "
                            "Copy the table into a new file and try again."
                        )
                    tail = chunk[-64:]
        except SourceFileError:
            raise
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            NotImplementedError,
            RuntimeError,
            OSError,
        ) as problem:
            raise SourceFileError(DAMAGED) from problem
        except Exception as problem:
            # Other compressions (bzip2, lzma) have errors of their own.
            raise SourceFileError(DAMAGED) from problem

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; b"" if there is none."""
        member = self.names.get(name.lower())
        if member is None:
            return b""
        if member.file_size > limits.XML_PART:
            raise SourceFileError(TOO_LARGE)
        return self._zip.read(member)

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of an XML member; None if there is none."""
        content = self.read(name)
        if not content:
            return None
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_pis=True,
            remove_comments=True,
        )
        try:
            return etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
            raise SourceFileError(DAMAGED) from problem

    def elements(self, name: str, tag: str | tuple[str, ...]) -> Iterator[etree._Element]:
        """Yield the elements with one of these names as they close, and free each afterwards."""
        content = self.read(name)
        if not content:
            return
        tags = (tag,) if isinstance(tag, str) else tag
        options: dict[str, Any] = {
            "resolve_entities": False,
            "no_network": True,
            "load_dtd": False,
            "huge_tree": False,
        }
        try:
            for _, element in etree.iterparse(
                io.BytesIO(content), events=("end",), tag=[f"{{*}}{each}" for each in tags], **options
            ):
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
        except (etree.XMLSyntaxError, ValueError, LookupError) as problem:
            raise SourceFileError(DAMAGED) from problem

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what a part points to inside the file: id to (last word of the type, name of the member)."""
        folder, leaf = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for element in root if root is not None else ():
            if not isinstance(element.tag, str) or element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "")
            path = (
                target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
            found[element.get("Id", "")] = (element.get("Type", "").rpartition("/")[2], path)
        return found

    @property
    def main_part(self) -> str:
        """Return the member that holds the document or the workbook; "" if nothing names it."""
        for kind, path in self.related("").values():
            if kind == "officeDocument" and path in self:
                return path
        return ""


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; Word and Excel use two sets of namespaces."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: etree._Element | None, name: str = "val") -> str:
    """Return an attribute by its name without the namespace; "" if there is none."""
    if element is None:
        return ""
    for key, found in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return found
    return ""


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child of that name, then its first child of the next name, and so on."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element
