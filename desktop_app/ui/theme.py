"""Turns the tokens into a Qt palette, a style sheet and tinted icons."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from desktop_app.ui import tokens
from desktop_app.ui.tokens import PALETTES, Palette

ICON_SIZE = 20
CELL_MARGIN = 3
"""What the style adds left and right of a cell's text; headings need it said."""


class Theme(QObject):
    """The look in use. `changed` is sent after the application has been repainted in it."""

    changed = Signal()

    def __init__(self, app: QApplication, icons: Path, wanted: str = "system") -> None:
        super().__init__()
        self._app = app
        self._icons = icons
        self._wanted = wanted
        self._cache: dict[tuple[str, str], QIcon] = {}
        self.live_size = tokens.LIVE
        app.setStyle("Fusion")
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        self._apply()

    @property
    def name(self) -> str:
        """`light` or `dark`: the theme that is shown."""
        if self._wanted in PALETTES:
            return self._wanted
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def wanted(self) -> str:
        """`system`, `light` or `dark`: what the user chose."""
        return self._wanted

    @property
    def palette(self) -> Palette:
        return PALETTES[self.name]

    def choose(self, wanted: str) -> None:
        """Shows another theme from now on."""
        self._wanted = wanted
        self._apply()

    def set_live_size(self, pixels: int) -> int:
        """Sets the size of live text within its bounds and gives the size that was set."""
        self.live_size = min(max(pixels, tokens.LIVE_SIZES.start), tokens.LIVE_SIZES.stop - 1)
        self.changed.emit()
        return self.live_size

    def colour(self, pick: Callable[[Palette], str]) -> QColor:
        """One colour of the theme, as in `colour(lambda p: p.accent)`."""
        return QColor(pick(self.palette))

    def icon(self, name: str, colour: str = "") -> QIcon:
        """An icon of the family in the text colour, or in the given one."""
        tint = colour or self.palette.muted
        if (name, tint) not in self._cache:
            self._cache[name, tint] = self._tinted(name, tint)
        return self._cache[name, tint]

    def _tinted(self, name: str, tint: str) -> QIcon:
        source = (self._icons / f"{name}.svg").read_text(encoding="utf-8")
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", tint).encode()))
        icon = QIcon()
        for scale in (1, 2):
            pixmap = QPixmap(QSize(ICON_SIZE, ICON_SIZE) * scale)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            icon.addPixmap(pixmap)
        return icon

    def _follow_system(self) -> None:
        if self._wanted == "system":
            self._apply()

    def _apply(self) -> None:
        arrow = self._icons / f"arrow-{self.name}.svg"
        sheet = style_sheet(self.palette, arrow)
        if sheet != self._app.styleSheet():
            self._app.setPalette(_qt_palette(self.palette))
            font = self._app.font()
            font.setPixelSize(tokens.BODY)
            self._app.setFont(font)
            self._app.setStyleSheet(sheet)
        self.changed.emit()


def _qt_palette(p: Palette) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: p.ground, QPalette.ColorRole.WindowText: p.text,
        QPalette.ColorRole.Base: p.surface, QPalette.ColorRole.AlternateBase: p.ground,
        QPalette.ColorRole.Text: p.text, QPalette.ColorRole.PlaceholderText: p.muted,
        QPalette.ColorRole.Button: p.raised, QPalette.ColorRole.ButtonText: p.text,
        QPalette.ColorRole.Highlight: p.soft, QPalette.ColorRole.HighlightedText: p.text,
        QPalette.ColorRole.ToolTipBase: p.raised, QPalette.ColorRole.ToolTipText: p.text,
        QPalette.ColorRole.Link: p.accent, QPalette.ColorRole.Accent: p.accent,
        QPalette.ColorRole.Mid: p.line, QPalette.ColorRole.Dark: p.line,
    }
    palette = QPalette()
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText,
                 QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(p.muted))
    return palette


def style_sheet(p: Palette, arrow: Path) -> str:
    """The application's style sheet. Widgets opt in by object name or by the `role` property.

    `arrow` is the picture on the buttons of choices; style sheets cannot tint it.
    """
    t = tokens
    return f"""
* {{ outline: 0; }}
QMainWindow, QDialog, #page {{ background: {p.ground}; }}
#header {{ background: {p.raised}; border-bottom: 1px solid {p.line}; }}
#page_rail {{ background: {p.raised}; border-right: 1px solid {p.line}; }}
#status {{ background: {p.raised}; border-top: 1px solid {p.line}; }}
#status QLabel, [role="muted"] {{ color: {p.muted}; }}
[role="small"] {{ color: {p.muted}; font-size: {t.SMALL}px; }}
[role="title"] {{ font-size: {t.TITLE}px; font-weight: 600; }}
[role="title-warn"] {{ font-size: {t.TITLE}px; font-weight: 600; color: {p.warn}; }}
[role="heading-warn"] {{ font-size: {t.LIVE}px; font-weight: 600; color: {p.warn}; }}
[role="heading"] {{ font-size: {t.LIVE}px; font-weight: 600; }}
[role="display"] {{ font-size: {t.DISPLAY}px; font-weight: 600; }}
[role="label"] {{ color: {p.muted}; font-size: {t.SMALL}px; }}
[role="problem"] {{ color: {p.bad}; font-size: {t.SMALL}px; }}
[role="good"] {{ color: {p.good}; }} [role="warn"] {{ color: {p.warn}; }}
[role="bad"] {{ color: {p.bad}; }}
#card {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {t.CORNER}px; }}
#notice {{ background: {p.raised}; border-bottom: 1px solid {p.line}; }}
#notice QLabel {{ color: {p.info}; }}
#rehearsal {{ background: {p.soft}; border-top: 2px solid {p.accent}; }}
[role="strong"] {{ font-weight: 600; }}
#failure {{ background: {p.bad}; }}
#quorum_bar {{ background: {p.raised}; border-bottom: 1px solid {p.warn}; }}
#quorum_bar QLabel {{ color: {p.warn}; font-weight: 600; }}
#failure[over="true"] {{ background: {p.good}; }}
#failure QLabel {{ color: {p.surface}; }}
#failure QLabel[role="headline"] {{ font-weight: 600; }}
#toast {{ background: {p.text}; border-radius: {t.CORNER}px; }}
#toast QLabel {{ color: {p.surface}; }}
#toast QPushButton {{ color: {p.surface}; background: transparent; border: 1px solid {p.muted};
  min-height: 24px; padding: 0 {t.S}px; }}
#popup {{ background: {p.surface}; border: 1px solid {p.line}; border-radius: {t.CORNER}px; }}
QToolTip {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.line};
  padding: {t.XS}px; }}
QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateTimeEdit {{
  background: {p.surface}; color: {p.text}; border: 1px solid {p.line};
  border-radius: {t.CORNER}px; padding: 0 {t.S - 1}px; min-height: 30px;
  selection-background-color: {p.accent}; selection-color: {p.on_accent}; }}
QPlainTextEdit {{ padding: {t.XS}px {t.XS - 1}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {p.accent};
  padding: 0 {t.S - 2}px; }}
QPlainTextEdit:focus {{ padding: {t.XS - 1}px {t.XS - 2}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {{
  border: 2px solid {p.bad}; padding: 0 {t.S - 2}px; }}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {p.ground}; color: {p.muted}; }}
QComboBox::drop-down {{ border: 0; width: 24px; }}
QComboBox::down-arrow {{ image: url("{arrow.as_posix()}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {p.surface}; border: 1px solid {p.line};
  selection-background-color: {p.soft}; selection-color: {p.text}; }}
QPushButton {{ background: {p.raised}; color: {p.text}; border: 1px solid {p.line};
  border-radius: {t.CORNER}px; min-height: 30px; padding: 0 {t.L}px; }}
QPushButton:hover {{ border-color: {p.accent}; }}
QPushButton:focus {{ border: 2px solid {p.accent}; padding: 0 {t.L - 1}px; min-height: 28px; }}
QPushButton[role="primary"] {{ background: {p.accent}; color: {p.on_accent};
  border-color: {p.accent}; font-weight: 600; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {p.text}; }}
QPushButton:disabled {{ color: {p.muted}; background: {p.ground}; border-color: {p.line}; }}
QPushButton[role="filter"] {{ padding: 0 {t.S}px; min-height: 26px; }}
QPushButton[role="filter"]:focus {{ padding: 0 {t.S - 1}px; min-height: 24px; }}
QPushButton[role="filter"]:checked {{ background: {p.soft}; border: 2px solid {p.accent};
  padding: 0 {t.S - 1}px; min-height: 24px; }}
QPushButton[role="link"] {{ background: transparent; border: 0; color: {p.accent};
  padding: 0 {t.XS}px; min-height: 24px; text-align: left; }}
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus {{ text-decoration: underline; }}
QToolButton {{ background: transparent; color: {p.text}; border: 1px solid transparent;
  border-radius: {t.CORNER}px; padding: 0 {t.S}px; min-height: 30px; }}
QToolButton:hover {{ background: {p.surface}; }}
QToolButton:focus {{ border: 2px solid {p.accent}; }}
#page_rail QToolButton {{ min-height: {t.TALL_ROW - 2}px; text-align: left; color: {p.text}; }}
#page_rail QToolButton:checked {{ background: {p.soft}; color: {p.text}; font-weight: 600;
  border-left: 3px solid {p.accent}; }}
QCheckBox {{ spacing: {t.S}px; min-height: 28px; }}
QCheckBox::indicator {{ width: 16px; height: 16px; border: 1px solid {p.muted};
  border-radius: 3px; background: {p.surface}; }}
QCheckBox::indicator:focus {{ border: 2px solid {p.accent}; }}
QCheckBox::indicator:checked {{ background: {p.accent}; border-color: {p.accent}; }}
QTableView, QListView, QTreeView {{ background: {p.surface}; color: {p.text};
  alternate-background-color: {p.surface}; border: 1px solid {p.line};
  border-radius: {t.CORNER}px; gridline-color: {p.raised};
  selection-background-color: {p.soft}; selection-color: {p.text}; }}
#popup QListView {{ border: 0; }}
QTableView:focus, QListView:focus, QTreeView:focus {{ border: 2px solid {p.accent}; }}
QTableView::item {{ padding: 0 {t.S}px; }}
#agenda_table::item {{ padding: {t.XS}px {t.S}px; border-bottom: 1px solid {p.raised}; }}
QListView::item:hover {{ background: {p.raised}; }}
QTableView::item:selected, QListView::item:selected {{ background: {p.soft}; color: {p.text}; }}
#sticky {{ background: {p.raised}; font-weight: 600; padding: 0 {t.S + CELL_MARGIN}px;
  border-bottom: 1px solid {p.line}; }}
QHeaderView {{ background: {p.raised}; border: 0; }}
QHeaderView::section {{ background: {p.raised}; color: {p.muted}; border: 0;
  border-bottom: 1px solid {p.line}; padding: 0 {t.S + CELL_MARGIN}px; min-height: {t.ROW}px;
  font-weight: 600; }}
QTableCornerButton::section {{ background: {p.raised}; border: 0; }}
QSplitter::handle {{ background: transparent; width: {t.S}px; }}
QScrollArea {{ border: 0; background: transparent; }}
#form_body {{ background: transparent; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {p.line}; border-radius: 4px; min-height: 32px;
  margin: 2px; }}
QScrollBar::handle:vertical:hover {{ background: {p.muted}; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {p.line}; border-radius: 4px; min-width: 32px;
  margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
  background: transparent; border: 0; width: 0; height: 0; }}
QMenuBar {{ background: {p.raised}; color: {p.text}; border-bottom: 1px solid {p.line}; }}
QMenuBar::item {{ padding: {t.XS}px {t.S}px; background: transparent; }}
QMenuBar::item:selected {{ background: {p.soft}; }}
QMenu {{ background: {p.surface}; color: {p.text}; border: 1px solid {p.line};
  padding: {t.XS}px; }}
QMenu::item {{ padding: 6px {t.XL}px 6px {t.L}px; border-radius: 4px; }}
QMenu::item:selected {{ background: {p.soft}; color: {p.text}; }}
QMenu::item:disabled {{ color: {p.muted}; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: {t.XS}px {t.S}px; }}
QProgressBar {{ background: {p.line}; border: 0; border-radius: 3px; max-height: 6px; }}
QProgressBar::chunk {{ background: {p.accent}; border-radius: 3px; }}
"""
