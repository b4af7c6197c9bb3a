"""What the register knows of the records that the rows of a list may be."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from desktop_app.domain.merge_cells import NOT_COMPARED
from desktop_app.domain.merge_groups import Identity
from desktop_app.services.import_common import Values


class Known(NamedTuple):
    """`held` are the fields of every record, by key, with references as names. `said` puts the
    values of a row into the same words, `identity` gives what tells records apart.

    Where lists are whole, a record that is in no row is missing.
    """

    held: Mapping[int, Values]
    said: Callable[[Values], Values]
    identity: Callable[[Values], Identity]
    lists_are_whole: bool = True


def contents(values: Values) -> tuple[int, str]:
    """How much a row says, and what."""
    filled = [f"{name}={values[name]}" for name in sorted(values)
              if name not in NOT_COMPARED and values[name] not in (None, "", ())]
    return len(filled), "\n".join(filled)
