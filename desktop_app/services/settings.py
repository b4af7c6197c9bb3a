"""What the user chose once for this PC: kept in one small JSON file."""

import json
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

from desktop_app.exchange.atomic import replace_atomically
from desktop_app.i18n import DEFAULT_LANGUAGE

RECENT = 8


@dataclass
class Settings:
    """The choices, with what a new user gets."""

    language: str = DEFAULT_LANGUAGE
    theme: str = "system"
    live_size: int = 16
    registers: list[str] = field(default_factory=list)
    geometry: str = ""
    splitters: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    export_folder: str = ""
    import_folder: str = ""
    form: str = ""
    public_screen: str = ""

    def remember_register(self, path: Path) -> None:
        """Puts a register at the head of the recent ones."""
        text = str(path)
        self.registers = [text, *(r for r in self.registers if r != text)][:RECENT]


def load_settings(path: Path) -> Settings:
    """The saved choices; an unreadable or strange file counts as none, entry by entry."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(raw, dict):
        return Settings()
    fresh = Settings()
    known = {f.name: raw[f.name] for f in fields(Settings)
             if f.name in raw and type(raw[f.name]) is type(getattr(fresh, f.name))}
    return Settings(**known)


def save_settings(settings: Settings, path: Path) -> None:
    """Writes the choices as a whole."""
    text = json.dumps(asdict(settings), ensure_ascii=False, indent=1)

    def write(partial: Path) -> None:
        partial.write_text(text, encoding="utf-8")

    replace_atomically(path, write)
