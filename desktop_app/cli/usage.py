"""What argparse says, in the language in use.

argparse takes its texts from gettext's current domain, in the language of the environment
(https://docs.python.org/3/library/gettext.html#gettext.textdomain): both are set while it works.
"""

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.i18n import CATALOGUES, DOMAIN, N_, active

_LANGUAGE = "LANGUAGE"

ARGPARSE_TEXTS = (
    N_("usage: "), N_("positional arguments"), N_("options"),
    N_("show this help message and exit"), N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"), N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"), N_("expected one argument"),
    N_("ignored explicit argument %r"), N_("not allowed with argument %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)
"""What it can say of our arguments, word for word, so that it stands in the catalogue."""


@contextmanager
def argparse_speaks() -> Iterator[None]:
    """Lets argparse speak the language in use while parsers are made and used in the block."""
    domain, language = gettext.textdomain(), os.environ.get(_LANGUAGE)
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    os.environ[_LANGUAGE] = active().language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if language is None:
            del os.environ[_LANGUAGE]
        else:
            os.environ[_LANGUAGE] = language
