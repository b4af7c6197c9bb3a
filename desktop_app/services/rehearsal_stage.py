"""The register that a rehearsal is played in, and what was recorded there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop_app.domain import records
from desktop_app.i18n import N_
from desktop_app.services.demo import write_prepared
from desktop_app.services.registers import create_register
from desktop_app.services.snippets import STANDARD
from desktop_app.services.workspace import Workspace
from desktop_app.store.register import Register


@dataclass(frozen=True)
class Recorded:
    """How much a conference holds: `here` of the `base` summoned are in the room."""

    opinions: int
    replies: int
    notes: int
    here: int
    base: int


def prepared_register(path: Path, now: Callable[[], datetime]) -> Register:
    """A new register with the demo conference before it begins, and the usual abbreviations."""
    register = create_register(path, now=now)
    write_prepared(register)
    with register.operation(N_("Add the usual abbreviations")):
        register.insert_all([records.Snippet(short=short, text=text) for short, text in STANDARD])
    return register


def recorded(work: Workspace, meeting_id: int) -> Recorded:
    """What was recorded of the one conference of a register."""
    here, base = work.presence.count(meeting_id)
    opinions, replies, notes = (
        len(work.register.find(kind))
        for kind in (records.Feedback, records.Reply, records.Note))
    return Recorded(opinions, replies, notes, here, base)
