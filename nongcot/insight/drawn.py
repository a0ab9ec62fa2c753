"""The pictures as drawings: the same ones on the page, where each part opens its list, and in the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nongcot.infra.documents import charts
from nongcot.infra.documents.charts import Bar, Legend, Point, Tile, number, share_of
from nongcot.insight import labels
from nongcot.insight.kinds import CHAIRS, FEMALE, MALE, OFFICERS, UNKNOWN, Branch, Question, Row, State, Trait
from nongcot.insight.rules import short_name
from nongcot.insight.shown import Cell, Opens, Picture, ShownRow

Link = Callable[[Opens], str]
MOST_AREAS = 150  # more places than this nobody can tell apart; those left over stand together
MOST_KINDS = 10


def no_link(_opens: Opens) -> str:
    """Nothing is opened: for paper."""
    return ""


@dataclass(frozen=True, slots=True)
class Pen:
    """How large to draw, and what a part opens. ``name`` tells two drawings of one picture on one page apart."""

    width: float = 480
    size: float = 10.5
    link: Link = no_link
    name: str = ""

    def href(self, cell: Cell) -> str:
        return self.link(cell.opens) if cell.opens and cell.value else ""


STATES = (Legend("", charts.GREEN), Legend("", charts.AMBER), Legend("", charts.RED))


def draw(picture: Picture, pen: Pen, day: date) -> str:
    """The picture as SVG, or the empty string where a drawing would show no more than the one figure there is."""
    if picture.counted < 2:
        return ""
    return _DRAWERS[picture.question](picture, pen, day)


def states() -> list[Legend]:
    return [
        Legend(labels.row(Question.COMPLETENESS, state), key.paint) for state, key in zip(State, STATES, strict=True)
    ]


def _completeness(picture: Picture, pen: Pen, _day: date) -> str:
    whole = Bar("", [row.total for row in picture.counts], [pen.href(row.cells[0]) for row in picture.rows])
    return charts.split(whole, states(), alt=picture.title, width=pen.width, size=pen.size, name=pen.name)


def _units(picture: Picture, pen: Pen, _day: date) -> str:
    below = picture.below
    if below is None or len(below.branches) < 2:
        return ""
    ordered = sorted(below.branches, key=lambda one: -one.total)
    levels = list(State)
    items = [
        Tile(
            short_name(one.name),
            levels.index(one.level),
            f"{one.share}%",
            one.total,
            pen.link(_unit(one.unit)),
            _told(one),
        )
        for one in ordered[:MOST_AREAS]
    ]
    rest = ordered[MOST_AREAS:]
    if rest:
        total, complete = sum(one.total for one in rest), sum(one.complete for one in rest)
        title = _("%(count)s đơn vị còn lại") % {"count": number(len(rest))}
        level = 0 if complete * 5 >= total * 4 else 1 if complete * 2 >= total else 2
        items.append(Tile(title, level, f"{100 * complete // total}%", total))
    legend = [
        Legend(_("Từ 80% chưa thấy việc phải làm"), charts.GREEN),
        Legend(_("Từ 50% đến dưới 80%"), charts.AMBER),
        Legend(_("Dưới 50%"), charts.RED),
    ]
    room = min(1.4 if pen.width > 700 else 5.5, max(0.2, len(items) / (70 if pen.width > 700 else 18)))
    height = max(pen.width * 0.36, pen.width * room * 0.62)
    return charts.treemap(
        items, legend, alt=picture.title, width=pen.width, height=height, size=pen.size, name=pen.name
    )


def _unit(pk: int) -> Opens:
    """A unit's own dashboard."""
    return Opens(Question.UNITS, "", pk)


def _told(one: Branch) -> str:
    parts = zip((one.complete, one.incomplete, one.urgent), states(), strict=True)
    return f"{one.name}: {'; '.join(f'{number(n)} {key.label.lower()}' for n, key in parts)}"


def _terms(picture: Picture, pen: Pen, day: date) -> str:
    rows = [_year(row, shown, pen, day) for row, shown in zip(picture.counts, picture.rows, strict=True)]
    legend = [Legend(labels.title(Question.TERMS))]
    return charts.pillars(
        rows, legend, alt=picture.title, width=pen.width, height=pen.width * 0.56, size=pen.size, name=pen.name
    )


def _year(row: Row, shown: ShownRow, pen: Pen, day: date) -> Bar:
    """One column: what has ended, this year and the next stand out by colour and by a word."""
    bar_of = (labels.short_year(row.key), row.values, [pen.href(shown.cells[0])])
    if row.key == UNKNOWN:
        return Bar(*bar_of, charts.FAINT)
    year = int(row.key[-4:])
    if year == day.year:
        return Bar(*bar_of, charts.RED, _("Năm nay"))
    if year == day.year + 1:
        return Bar(*bar_of, charts.BLUE, _("Năm sau"))
    if year < day.year:
        return Bar(*bar_of, charts.AMBER, _("Đã hết") if row.total else "")
    return Bar(*bar_of, charts.LIGHT_BLUE)


def _ages(picture: Picture, pen: Pen, _day: date) -> str:
    rows = []
    for row, shown in reversed(list(zip(picture.counts, picture.rows, strict=True))):
        if row.key == UNKNOWN and not row.total:
            continue
        rows.append(Bar(labels.age_short(row.key), row.values[:2], [pen.href(cell) for cell in shown.cells[:2]]))
    legend = [Legend(labels.part(FEMALE), charts.ORANGE), Legend(labels.part(MALE), charts.BLUE)]
    return charts.pyramid(rows, legend, alt=picture.title, width=pen.width, size=pen.size, name=pen.name)


def _first_term(picture: Picture, pen: Pen, _day: date) -> str:
    paints = (charts.BLUE, charts.LIGHT_BLUE, charts.FAINT)
    legend = [Legend(row.label, paint) for row, paint in zip(picture.rows, paints, strict=True)]
    whole = Bar("", [row.total for row in picture.counts], [pen.href(row.cells[0]) for row in picture.rows])
    return charts.ring(whole, legend, alt=picture.title, width=pen.width, size=pen.size, name=pen.name)


def _education(picture: Picture, pen: Pen, _day: date) -> str:
    whole = picture.counted
    rows = [
        Bar(
            shown.label,
            row.values,
            [pen.href(shown.cells[0])],
            charts.FAINT if row.key in {UNKNOWN, "other"} else None,
            shown=f"{number(row.total)} ({share_of(row.total, whole)})",
        )
        for row, shown in zip(picture.counts, picture.rows, strict=True)
        if row.total
    ]
    legend = [Legend(picture.title)]
    return charts.bars(rows, legend, alt=picture.title, width=pen.width, size=pen.size, name=pen.name)


def _make_up(picture: Picture, pen: Pen, _day: date) -> str:
    chairs, officers = (picture.counts[0].values[at] for at in (0, 1))
    legend = [Legend(labels.part(CHAIRS), charts.DARK_BLUE), Legend(labels.part(OFFICERS), charts.LIGHT_BLUE)]
    rows = []
    for row, shown in zip(picture.counts[1:], picture.rows, strict=True):
        for at, whole in enumerate((chairs, officers)):
            share = share_of(row.values[at], whole)
            per_mille = round(1000 * row.values[at] / whole) if whole else 0
            href, label = pen.href(shown.cells[2 * at]), "" if at else labels.row(Question.MAKE_UP, Trait(row.key))
            values, hrefs = ([0, per_mille], ["", href]) if at else ([per_mille, 0], [href, ""])
            rows.append(Bar(label, values, hrefs, shown=share))
    return charts.bars(rows, legend, alt=picture.title, width=pen.width, size=pen.size, name=pen.name, whole=1000)


def _pace(picture: Picture, pen: Pen, _day: date) -> str:
    points: list[Point] = []
    for row, shown in zip(picture.counts, picture.rows, strict=True):
        n, days = row.values
        year, _dash, month = row.key.partition("-")
        tip = _("%(month)s: %(count)s việc, trung vị %(days)s ngày") % {
            "month": shown.label,
            "count": number(n),
            "days": number(days) if n else "–",
        }
        label = f"{int(month)}/{year[2:]}" if month == "01" or not points else str(int(month))
        points.append(Point(label, days if n else None, n, pen.href(shown.cells[0]), tip))
    return charts.line(
        points,
        alt=picture.title,
        counted=_("Số việc đã xong trong tháng"),
        width=pen.width,
        height=pen.width * 0.6,
        size=pen.size,
        name=pen.name,
    )


def _closing(picture: Picture, pen: Pen, _day: date) -> str:
    rows = []
    for row, shown in list(zip(picture.counts, picture.rows, strict=True))[:MOST_KINDS]:
        said = _("%(days)s ngày (%(count)s việc)") % {"days": number(row.values[1]), "count": number(row.values[0])}
        rows.append(Bar(shown.label, [row.values[1]], [pen.href(shown.cells[0])], shown=said))
    legend = [Legend(picture.columns[2])]
    return charts.bars(rows, legend, alt=picture.title, width=pen.width, size=pen.size, name=pen.name)


_DRAWERS: dict[Question, Callable[[Picture, Pen, date], str]] = {
    Question.COMPLETENESS: _completeness,
    Question.UNITS: _units,
    Question.TERMS: _terms,
    Question.AGES: _ages,
    Question.FIRST_TERM: _first_term,
    Question.EDUCATION: _education,
    Question.MAKE_UP: _make_up,
    Question.PACE: _pace,
    Question.CLOSING: _closing,
}
