"""How a quorum reads, the same wherever it is shown: a mark, words and figures."""

from PySide6.QtWidgets import QLabel

from desktop_app.domain.rulesets import Quorum
from desktop_app.i18n import _, active, ngettext


def meter(quorum: Quorum) -> str:
    """Present of summoned, whether that is enough, and how many it takes."""
    if quorum.met:
        text = _("{present}/{base} ✔ needs {needed}")
    else:
        text = ngettext("{present}/{base} ✘ {missing} person short (needs {needed})",
                        "{present}/{base} ✘ {missing} people short (needs {needed})",
                        quorum.missing)
    return text.format(present=quorum.present, base=quorum.base, needed=quorum.needed,
                       missing=quorum.missing)


def rule_text(quorum: Quorum) -> str:
    """The rule in words, with its source."""
    part, whole = quorum.rule.quorum
    return _("The conference is valid with at least {part}/{whole} of the delegates summoned "
             "present: {needed} of {base}. Source: {source}.").format(
        part=part, whole=whole, needed=quorum.needed, base=quorum.base,
        source=active().get(quorum.rule.source))


def show_meter(label: QLabel, quorum: Quorum | None) -> None:
    """Puts the meter into a label, with the rule as its tooltip; nothing while nobody is
    summoned."""
    known = quorum is not None and quorum.base > 0
    label.setText(meter(quorum) if quorum and known else "")
    label.setToolTip(rule_text(quorum) if quorum and known else "")


def meter_role(quorum: Quorum) -> str:
    """The look of a meter."""
    return "good" if quorum.met else "warn"
