"""The pages by their names."""

from desktop_app.ui.desk import Desk
from desktop_app.ui.page import Page


def make_page(name: str, desk: Desk) -> Page:
    """A new page; its module is loaded when it is first shown (docs/decisions/015)."""
    match name:
        case "attendees":
            from desktop_app.ui.pages.attendees import AttendeesPage

            return AttendeesPage(desk)
        case "agenda":
            from desktop_app.ui.pages.agenda import AgendaPage

            return AgendaPage(desk)
        case "live":
            from desktop_app.ui.pages.live import LivePage

            return LivePage(desk)
        case "feedback":
            from desktop_app.ui.pages.feedback import FeedbackPage

            return FeedbackPage(desk)
        case _:
            from desktop_app.ui.pages.overview import OverviewPage

            return OverviewPage(desk)
