"""An .xlsx as the parts of its archive: some are changed, all others stay byte for byte."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from lxml import etree

from desktop_app.domain.errors import UserError
from desktop_app.exchange.readers import Content, content_kind, file_bytes

ENDINGS = frozenset({".xlsx", ".xlsm"})
MOST_BYTES = 300_000_000
"""Of all parts when unpacked: a form is small, what was put into it is not read by this."""

_DAMAGES = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, RuntimeError,
            zlib.error)
_RELATION = "{*}Relationship"
_PIECE = 1 << 20

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it


def parsed(data: bytes) -> Element:
    """The root of a part; entities are not followed, and nothing is fetched."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a part of a workbook declares no document type")
    return root


def serialised(root: Element) -> bytes:
    """A part as it is stored."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


@dataclass(frozen=True)
class Relation:
    """Where a part points to: the kind (last word of its type) and the path of the target."""

    id: str
    kind: str
    target: str


class Package:
    """The parts of one workbook. Reading a part that is damaged raises `file-damaged`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive = _opened(path)
        self.names = frozenset(self._archive.namelist())
        self._left = MOST_BYTES

    def close(self) -> None:
        self._archive.close()

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def root(self, name: str) -> Element:
        """The content of an XML part."""
        try:
            return parsed(self.data(name))
        except (etree.XMLSyntaxError, ValueError) as error:
            out_of_memory = getattr(error, "code", 0) == etree.ErrorTypes.ERR_NO_MEMORY
            code = "file-too-large" if out_of_memory else "file-damaged"
            raise UserError(code, path=self.path) from error

    def data(self, name: str) -> bytes:
        """The bytes of a part; no more than a form can have are ever unpacked."""
        try:
            with self._archive.open(name) as part:
                found = part.read(self._left + 1)
        except (KeyError, *_DAMAGES) as error:
            raise UserError("file-damaged", path=self.path) from error
        self._left -= len(found)
        if self._left < 0:
            raise UserError("file-too-large", path=self.path)
        return found

    def relations(self, name: str) -> list[Relation]:
        """What a part points to inside the package."""
        place = PurePosixPath(name)
        own = str(place.parent / "_rels" / f"{place.name}.rels").removeprefix("./")
        if own not in self.names:
            return []
        return [Relation(each.get("Id", ""), each.get("Type", "").rpartition("/")[2],
                         _resolved(place.parent, each.get("Target", "")))
                for each in self.root(own).iterfind(_RELATION)
                if each.get("TargetMode") != "External"]

    def write(self, target: Path, changed: Mapping[str, Iterable[bytes]],
              dropped: Iterable[str] = ()) -> None:
        """Stores the package with some parts changed and some left out."""
        left_out = frozenset(dropped)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
            for info in self._archive.infolist():
                if info.filename in left_out:
                    continue
                content = changed.get(info.filename) or self._pieces(info)
                with made.open(_like(info), "w") as part:
                    for piece in content:
                        part.write(piece)

    def _pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        left = info.file_size
        try:
            with self._archive.open(info) as part:
                while piece := part.read(_PIECE):
                    left -= len(piece)
                    if left < 0:
                        raise UserError("file-damaged", path=self.path)
                    yield piece
        except _DAMAGES as error:
            raise UserError("file-damaged", path=self.path) from error


def _like(info: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """An entry of the same name and date."""
    made = zipfile.ZipInfo(info.filename, info.date_time)
    stored = info.compress_type == zipfile.ZIP_STORED
    made.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    made.external_attr = info.external_attr
    return made


def _resolved(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = []
    for part in (*folder.parts, *PurePosixPath(target).parts):
        if part == ".." and parts:
            parts.pop()
        elif part not in ("..", "."):
            parts.append(part)
    return "/".join(parts)


def _opened(path: Path) -> zipfile.ZipFile:
    data = file_bytes(path)
    if content_kind(data, path) is not Content.XLSX or path.suffix.lower() not in ENDINGS:
        raise UserError("form-not-xlsx", path=path)
    archive = zipfile.ZipFile(io.BytesIO(data))
    if sum(part.file_size for part in archive.infolist()) > MOST_BYTES:
        archive.close()
        raise UserError("file-too-large", path=path)
    return archive
