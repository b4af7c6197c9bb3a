from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from desktop_app.i18n import use_language
from desktop_app.ui.qt_texts import install_qt_texts


@pytest.fixture(autouse=True)
def _qt_texts(qapp: QApplication) -> Iterator[None]:
    texts = install_qt_texts(qapp)
    yield
    QCoreApplication.removeTranslator(texts)
    texts.deleteLater()


def _words(menu: QMenu) -> list[str]:
    return [action.text().partition("\t")[0] for action in menu.actions()
            if not action.isSeparator()]


@pytest.mark.parametrize("box", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_box_is_vietnamese(
        qtbot: QtBot, box: type[QLineEdit] | type[QPlainTextEdit]) -> None:
    use_language("vi")
    widget = box()
    qtbot.addWidget(widget)
    menu = widget.createStandardContextMenu()
    assert _words(menu) == ["&Hoàn tác", "&Làm lại", "&Cắt", "&Sao chép", "&Dán", "Xóa",
                            "Chọn tất cả"]
    menu.deleteLater()


def test_standard_buttons_are_vietnamese(qtbot: QtBot) -> None:
    use_language("vi")
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Save | kinds.Yes | kinds.No | kinds.Cancel)
    qtbot.addWidget(box)
    said = [box.button(kind).text() for kind in (kinds.Save, kinds.Yes, kinds.No, kinds.Cancel)]
    assert said == ["Lưu", "&Có", "&Không", "Hủy"]


def test_qt_s_own_file_dialog_is_vietnamese(qtbot: QtBot) -> None:
    use_language("vi")
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    assert dialog.labelText(QFileDialog.DialogLabel.FileType) == "&Loại tệp:"
    assert dialog.labelText(QFileDialog.DialogLabel.Accept) == "&Mở"


def test_the_language_in_use_decides(qtbot: QtBot) -> None:
    use_language("en")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text() == "Cancel"


def test_names_of_keys_stay_as_on_the_keyboard(qtbot: QtBot) -> None:
    use_language("vi")
    assert QKeySequence("Ctrl+Del").toString(QKeySequence.SequenceFormat.NativeText) == "Ctrl+Del"
    assert QCoreApplication.translate("QShortcut", "Delete") == "Delete"
