"""Lays a list of people out as its plan says, and writes down what a person would read in it."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from desktop_app.domain.grid import Cell
from desktop_app.domain.kinds import Gender
from desktop_app.domain.names import split_name
from tests.corpus import wordings
from tests.corpus.pages import Made, Page, Truth
from tests.corpus.people import UNITS, Person, invent
from tests.corpus.plans import Plan

_TICKS = ("x", "X", "✓", 1, "v")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class Column:
    """One column: what it holds, its heading, and the heading above it if there are two levels."""

    role: str
    heading: str
    above: str = ""
    hidden: bool = False


def make_roster(name: str, plan: Plan, seed: int) -> Made:
    """The list of this plan with people of its own."""
    return _Roster(name, plan, random.Random(f"{name} {seed}")).made()


@dataclass
class _Roster:
    name: str
    plan: Plan
    rng: random.Random
    truth: list[Truth] = field(default_factory=list)

    def made(self) -> Made:
        units = self.rng.sample(UNITS, self.plan.units)
        share = max(2, self.plan.people // len(units))
        people = invent(self.rng, [unit for unit in units for _ in range(share)])
        groups = [people[n:n + share] for n in range(0, len(people), share)]
        pages = self._pages(groups)
        plain = len(pages) == 1 and self.plan.unit_in != "merged" and not self.plan.hidden \
            and self.plan.code in ("", "nfd", "tcvn3-no-font", "vni-no-font")
        return Made(self.name, "attendees", tuple(pages), tuple(self.truth), plain)

    def _pages(self, groups: Sequence[Sequence[Person]]) -> list[Page]:
        if self.plan.unit_in in ("sheets", "title"):
            wanted = groups if self.plan.unit_in == "sheets" else groups[:1]
            by_sheet = self.plan.unit_in == "sheets"
            pages = [self._page(group[0].unit[:31] if by_sheet else "Sheet1", [group])
                     for group in wanted]
        else:
            pages = [self._page(self.rng.choice(("Sheet1", "DS", "Danh sách")), groups)]
        if self.plan.look_up_sheet:
            pages.append(_look_up(groups))
        if self.plan.repeated_in_sheets:
            pages += self._untold([(group[0].unit[:31], group) for group in groups])
        if self.plan.example == "sheet":
            pages += self._untold([("Ví dụ", groups[0][:2])])
        return pages

    def _untold(self, groups: Iterable[tuple[str, Sequence[Person]]]) -> list[Page]:
        """Sheets with people who are not to be read in them."""
        told = list(self.truth)
        pages = [self._page(name, [group]) for name, group in groups]
        self.truth = told
        return pages

    def _page(self, name: str, groups: Sequence[Sequence[Person]]) -> Page:
        page = Page(name)
        if self.plan.lists_in_sheet > 1 or self.plan.beside > 1:
            parts = max(self.plan.lists_in_sheet, self.plan.beside)
            size = -(-len(groups) // parts)
            split = [groups[n:n + size] for n in range(0, len(groups), size)]
        else:
            split = [groups]
        sheet = _Sheet(self, page, self._columns())
        for number in range(self.plan.text_above):
            page.append({1: f"{number}. Căn cứ kế hoạch, các đơn vị cử đại biểu đúng thành phần."})
        sheet.titles(groups)
        start = page.next_row
        for number, part in enumerate(split):
            if self.plan.beside > 1:
                page.next_row = start
                sheet.left = self.plan.first_column + number * (len(sheet.columns) + 1)
            elif number:
                page.next_row += self.rng.randint(1, 3)
                page.append({self.plan.first_column: f"DANH SÁCH {number + 1}"})
            sheet.list(part)
        return page

    # --- the columns ------------------------------------------------------------------------

    def _columns(self) -> list[Column]:
        plan, rng = self.plan, self.rng
        wanted: list[list[Column]] = []
        for role in plan.fields:
            if role == "birth":
                wanted.append(self._birth())
            elif role == "gender":
                wanted.append(self._gender())
            elif role != "position" or plan.unit_in != "position":
                wanted.append([self._column(role)])
        if plan.unit_in in ("column", "merged", "first"):
            wanted.append([self._column("unit")])
        if plan.unit_in == "position":
            wanted.append([self._column("position_and_unit")])
        rng.shuffle(wanted)
        wanted.sort(key=lambda columns: columns[0].role in ("sign", "note"))
        head = [] if plan.numbers == "none" else [self._column("number")]
        hidden = self._hidden()
        return [*head, *hidden, *self._names(), *(c for columns in wanted for c in columns)]

    def _column(self, role: str) -> Column:
        heading = self.rng.choice(wordings.HEADINGS[role])
        if self.plan.unknown_headings and role in ("unit", "position", "phone", "email"):
            heading = f"Thông tin {self.rng.randint(1, 9)}"
        return Column(role, heading)

    def _hidden(self) -> list[Column]:
        kinds = {"old-name": Column("old_name", "Họ và tên", hidden=True),
                 "code": Column("secret_code", "Mã số cũ", hidden=True)}
        return [kinds[self.plan.hidden]] if self.plan.hidden else []

    def _names(self) -> list[Column]:
        whole = self.rng.choice(wordings.HEADINGS["full_name"])
        if self.plan.name_in == "one":
            return [Column("full_name", whole)]
        if self.plan.name_in == "split":
            return [self._column("family"), Column("given", self.rng.choice(("Tên", "TÊN")))]
        return [Column("family", whole), Column("given", "")]

    def _birth(self) -> list[Column]:
        if self.plan.birth_in == "by-gender":
            return [Column("born_male", "Năm sinh (Nam)"), Column("born_female", "Năm sinh (Nữ)")]
        if self.plan.birth_in == "by-gender-levels":
            return [Column("born_male", "Nam", "Năm sinh"), Column("born_female", "Nữ", "Năm sinh")]
        if self.plan.birth_in in ("parts", "bare-parts"):
            above = "" if self.plan.birth_in == "bare-parts" else self.rng.choice(
                ("Ngày sinh", "Ngày, tháng, năm sinh"))
            return [Column("day", "Ngày", above), Column("month", "Tháng", above),
                    Column("year", "Năm", above)]
        kind = "birth_year" if self.plan.birth_in == "year" else "birth_date"
        return [Column("birth", self.rng.choice(wordings.HEADINGS[kind]))]

    def _gender(self) -> list[Column]:
        if self.plan.gender_in == "none" or (
                "birth" in self.plan.fields and self.plan.birth_in.startswith("by-gender")):
            return [self._column("other")]
        if self.plan.gender_in == "tick":
            return [Column("female", self.rng.choice(("Nữ", "NỮ", "Nữ (đánh dấu x)")))]
        if self.plan.gender_in == "two-ticks":
            return [Column("male", "Nam", "Giới tính"), Column("female", "Nữ", "Giới tính")]
        return [self._column("gender")]


@dataclass
class _Sheet:
    """Writes the lists of one sheet, from column `left` on."""

    roster: _Roster
    page: Page
    columns: list[Column]
    left: int = 1
    number: int = 0

    def __post_init__(self) -> None:
        self.plan, self.rng = self.roster.plan, self.roster.rng
        self.left = self.plan.first_column

    @property
    def right(self) -> int:
        return self.left + len(self.columns) - 1

    def place(self, role: str) -> int:
        return self.left + next(i for i, c in enumerate(self.columns) if c.role == role)

    def titles(self, groups: Sequence[Sequence[Person]]) -> None:
        rows = [self.rng.choice(wordings.OFFICES), self.rng.choice(wordings.TITLES),
                *self.rng.sample(wordings.SUBTITLES, 3)][:self.plan.title_rows]
        if self.plan.unit_in == "title":
            rows.append(self.rng.choice(("Đơn vị: {}", "ĐƠN VỊ: {}", "Đơn vị công tác: {}"))
                        .format(groups[0][0].unit))
        for text in rows:
            row = self.page.append({self.left: text})
            if self.rng.random() < 0.6:
                self.page.merge(row, self.left, row, max(self.right, self.left + 3))
        self.page.next_row += self.plan.blank_rows

    # --- one list ---------------------------------------------------------------------------

    def list(self, groups: Sequence[Sequence[Person]]) -> None:
        if self.plan.headed:
            self._header()
        if self.plan.example == "row":
            self.page.append({self.place("number"): "VD", self._name_column(): "Nguyễn Văn A"})
        self.number = 0
        people = 0
        for place, group in enumerate(groups):
            if self.plan.unit_in == "sections":
                self._section(place, group)
            if self.plan.numbers == "restart":
                self.number = 0
            first = self.page.next_row
            for each, person in enumerate(group):
                if self.plan.repeated_every and people and people % self.plan.repeated_every == 0:
                    self._header()
                self._person(person, first=each == 0)
                people += 1
            self._others(group[0].unit)
            if self.plan.unit_in == "merged":
                column = self.place("unit")
                self.page.merge(first, column, self.page.next_row - 1, column)
            if self.plan.subtotals:
                self.page.append({self._name_column(): f"Cộng: {len(group)} người"})
        self._below(people)

    def _others(self, unit: str) -> None:
        """Rows that are numbered like people and are none."""
        texts = [f"Tập thể {unit}"] * self.plan.collectives + [
            f"0{self.rng.randint(1, 5)} đại diện {unit}"] * self.plan.unnamed
        for text in texts:
            self.number += 1
            self.page.append({self.place("number"): self.number, self._name_column(): text})

    def _header(self) -> None:
        levels = 2 if any(c.above for c in self.columns) else self.plan.header_levels
        top = self.page.next_row
        self.page.next_row += levels
        for column, each in enumerate(self.columns, self.left):
            if each.hidden:
                self.page.hidden_columns.add(column)
            if each.above:
                self.page.put(top + 1, {column: each.heading})
                if self.columns[column - self.left - 1].above != each.above:
                    same = sum(c.above == each.above for c in self.columns)
                    self.page.put(top, {column: each.above})
                    self.page.merge(top, column, top, column + same - 1)
            elif each.heading:
                wide = self.plan.name_in == "merged" and each.role == "family"
                self.page.put(top, {column: each.heading})
                self.page.merge(top, column, top + levels - 1, column + wide)
        if self.plan.explained:
            self.page.append({self._name_column(): "(viết chữ in hoa, có dấu)",
                              self.place("birth"): "(dd/mm/yyyy)"})
        if self.plan.column_numbers:
            form = self.rng.choice(("({})", "{}"))
            self.page.append({column: form.format(number) if form != "{}" else number
                              for number, column in enumerate(range(self.left, self.right + 1), 1)})

    def _section(self, place: int, group: Sequence[Person]) -> None:
        unit = group[0].unit
        text = unit.upper() if self.rng.random() < 0.5 else unit
        if self.rng.random() < 0.3:
            text += f" ({len(group)} người)"
        marker = {"roman": f"{_ROMAN[place % 10]}. ", "letters": f"{'ABCDEGHIKL'[place % 10]}. ",
                  "stars": "*** "}
        if self.plan.markers == "number-column":
            self.page.append({self.left: _ROMAN[place % 10], self._name_column(): text})
            return
        row = self.page.append({self.left: marker.get(self.plan.markers, "") + text})
        if self.rng.random() < 0.7:
            self.page.merge(row, self.left, row, self.right)

    def _name_column(self) -> int:
        return self.left + next(i for i, c in enumerate(self.columns)
                                if c.role in ("full_name", "family"))

    def _below(self, people: int) -> None:
        page = self.page
        for number in range(self.plan.prepared_rows):
            page.append({self.left: people + number + 1})
        if self.plan.total:
            text = self.rng.choice(wordings.TOTALS).format(count=people)
            column = self.rng.choice((self.left, self._name_column()))
            row = page.append({column: text})
            if self.rng.random() < 0.5:
                page.merge(row, column, row, self.right)
        if self.plan.signature:
            left, right = self.rng.choice(wordings.SIGNERS)
            late = max(self.right - 1, self._name_column() + 1)
            page.next_row += self.rng.randint(0, 1)
            page.append({late: self.rng.choice(wordings.PLACES)})
            page.append({self._name_column(): left, late: right})
            page.next_row += self.rng.randint(2, 4)
            page.append({self._name_column(): "Nguyễn Thị Lan Anh", late: "PGS.TS. Trần Văn Bình"})

    # --- one person -------------------------------------------------------------------------

    def _person(self, person: Person, *, first: bool) -> None:
        self.number += 1
        cells = {column: self._cell(each.role, person, first=first)
                 for column, each in enumerate(self.columns, self.left)}
        row = self.page.append(cells)
        self.roster.truth.append(self._truth(row, person))

    def _name(self, person: Person) -> str:
        return person.full_name.upper() if self.plan.capitals else person.full_name

    def _cell(self, role: str, person: Person, *, first: bool) -> Cell:
        family, given = split_name(self._name(person))
        title = f"{person.titles}. " if self.plan.titles_before_names and person.titles else ""
        behind = f", {person.titles}" if self.plan.titles_behind_names and person.titles else ""
        if self.plan.positions_behind_names:
            behind = self.rng.choice((" - {}", " ({})", "\n{}")).format(person.position)
        female = person.gender is Gender.FEMALE
        if role == "birth":
            return self._birth(person)
        if role == "unit":
            return person.unit if first or self.plan.unit_in == "column" else None
        cells: dict[str, Cell] = {
            "number": self._number(),
            "full_name": self._untidy(title + self._name(person) + behind),
            "family": self._untidy(title + family), "given": given,
            "old_name": "Người Cũ", "secret_code": f"X{self.number}",
            "born_male": None if female else person.birth.year,
            "born_female": person.birth.year if female else None,
            "day": person.birth.day, "month": person.birth.month, "year": person.birth.year,
            "gender": "Nữ" if female else "Nam", "female": self._tick() if female else None,
            "male": None if female else self._tick(), "titles": person.titles or None,
            "position": self._untidy(person.position),
            "position_and_unit": f"{person.position}, {person.unit}",
            "phone": int(person.phone) if self.plan.phones_as_numbers else person.phone,
            "contact": self.rng.choice(("{0}\n{1}", "{0}; {1}", "{1} - {0}")).format(
                person.phone, person.email),
            "email": person.email, "staff_code": person.staff_code,
            "note": None, "sign": None, "other": "Kinh",
        }
        return cells[role]

    def _tick(self) -> Cell:
        return _TICKS[self.number % len(_TICKS)]

    def _number(self) -> Cell:
        if self.plan.numbers == "text":
            return f"{self.number:02}."
        if self.plan.numbers == "gaps" and self.number > 3:
            return None
        return self.number

    def _birth(self, person: Person) -> Cell:
        day = person.birth
        forms = {"year": day.year, "date": datetime(day.year, day.month, day.day),
                 "text": f"{day:%d/%m/%Y}", "month": f"{day.month}/{day.year}",
                 "dash": f"{day.day}-{day.month}-{day.year}", "dots": f"{day:%d.%m.%Y}"}
        if self.plan.birth_in == "odd":
            return self.rng.choice((f"00/00/{day.year}", f"{day:%d%m%Y}", f"Sinh năm {day.year}",
                                    f"{day:%d/%m/%Y} ({2023 - day.year} tuổi)", f"{day:%d/%m.%Y}"))
        if self.plan.birth_in == "mixed":
            return forms[self.rng.choice(sorted(forms))]
        return forms[self.plan.birth_in]

    def _untidy(self, text: str) -> str:
        if not self.plan.untidy or self.rng.random() < 0.6:
            return text
        return self.rng.choice((f" {text}", f"{text}  ", text.replace(" ", "  ", 1),
                                text.replace(" ", "\u00a0", 1), text.replace(" ", "\n", 1)))

    def _truth(self, row: int, person: Person) -> Truth:
        roles = {column.role for column in self.columns}
        told: Truth = {"sheet": self.page.name, "row": row, "full_name": self._name(person),
                       "unit": "" if self.plan.unit_in == "none" else person.unit}
        if roles & {"birth", "born_male", "year"}:
            told["birth_year"] = person.birth.year
        if roles & {"gender", "female", "male", "born_male"}:
            told["gender"] = person.gender.value
        if "titles" in roles or self.plan.titles_before_names or self.plan.titles_behind_names:
            told["academic_rank"], told["degree"] = person.academic_rank, person.degree
        if roles & {"position", "position_and_unit"} or self.plan.positions_behind_names:
            told["position"] = person.position
        if "contact" in roles:
            told |= {"phone": person.phone, "email": person.email}
        for role in roles & {"phone", "email", "staff_code"}:
            told[role] = getattr(person, role)
        return told


def _look_up(groups: Sequence[Sequence[Person]]) -> Page:
    """A sheet with the choices that the list offers."""
    page = Page("Danh mục")
    page.append({1: "Chức vụ", 2: "Đơn vị"})
    for group in groups:
        page.append({1: group[0].position, 2: group[0].unit})
    return page
