"""How it is said that opinions ask for the same."""

from desktop_app.i18n import _, ngettext


def same_text(same_as: int | None, others: int = 0) -> str:
    """By its number which opinion says the same, or else how many do; empty where none does."""
    if same_as:
        return _("same as #{number}").format(number=same_as)
    return ngettext("{count} the same", "{count} the same", others).format(count=others) \
        if others else ""
