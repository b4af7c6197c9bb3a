"""Whether this session can show a window, found out before Qt is loaded: Qt itself would end the
program without a sentence."""

import os
import sys

from desktop_app.domain.errors import UserError


def require_display() -> None:
    """Raises `no-display` where no window can open."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise UserError("no-display")
