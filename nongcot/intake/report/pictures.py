"""The four pictures of the report, each with the table that says the same."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from nongcot.infra.documents import charts
from nongcot.infra.documents.charts import Bar, Legend, Tile
from nongcot.infra.documents.official import Block, Column, Paragraph, Picture, Row, Table
from nongcot.intake.report import words
from nongcot.intake.report.figures import Figures, State
from nongcot.people import labels as people_labels
from nongcot.people.kinds import AgeBand, Sex

MOST_BARS = 14
MOST_YEARS = 10


def state_names() -> dict[State, str]:
    return {
        State.COMPLETE: _("Chưa thấy việc phải làm"),
        State.INCOMPLETE: _("Còn việc phải làm"),
        State.URGENT: _("Cần kiện toàn ngay"),
        State.UNKNOWN: _("Chưa đủ dữ liệu"),
    }


def duties_picture(figures: Figures) -> list[Block]:
    """Duties by kind."""
    caption = _("Hình 1. Việc cần làm theo loại")
    shown = figures.duties[:MOST_BARS]
    rows = [Bar(words.duty_title(item.check), (item.count,)) for item in shown]
    columns = [
        Column(_("Việc cần làm"), 3),
        Column(_("Số việc"), 0.8, "right"),
        Column(_("Số đơn vị"), 0.9, "right"),
        Column(_("Hạn sớm nhất"), 1.2, "center"),
    ]
    table: list[Row] = [
        (words.duty_title(item.check), words.number(item.count), words.number(item.units), words.day(item.first_due))
        for item in figures.duties
    ]
    return _with_table(charts.bars(rows, [Legend(_("Số việc"))], alt=caption), caption, columns, table)


def units_picture(figures: Figures) -> list[Block]:
    """Every union as a tile; in the tile the number of vacant seats."""
    caption = _(
        "Hình 2. Mức độ kiện toàn của từng công đoàn cơ sở (mỗi ô là một đơn vị, số trong ô là số ủy viên khuyết)"
    )
    names = state_names()
    colours = {State.COMPLETE: charts.GREEN, State.INCOMPLETE: charts.AMBER, State.URGENT: charts.RED}
    legend = [Legend(names[state], colours.get(state, charts.BLANK)) for state in State]
    tiles = [
        Tile(item.unit["name"], int(item.state), str(item.vacant) if item.vacant else "")
        for item in figures.units
        if item.grassroots
    ]
    total = sum(figures.states.values())
    table: list[Row] = [
        (names[state], words.number(figures.states[state]), words.share(figures.states[state], total))
        for state in State
    ]
    columns = [Column(_("Tình trạng"), 3), Column(_("Số đơn vị"), 1, "right"), Column(_("Tỷ lệ"), 1, "right")]
    return _with_table(charts.tiles(tiles, legend, alt=caption), caption, columns, table)


def terms_picture(figures: Figures) -> list[Block]:
    """Terms by the year in which they end."""
    caption = _("Hình 3. Nhiệm kỳ Ban Chấp hành theo năm kết thúc")
    counts = _years(figures.terms)
    svg = charts.pillars([Bar(label, (count,)) for label, count in counts], [Legend(_("Số đơn vị"))], alt=caption)
    columns = [Column(_("Năm kết thúc nhiệm kỳ"), 3), Column(_("Số đơn vị"), 1, "right")]
    return _with_table(svg, caption, columns, [(label, words.number(count)) for label, count in counts])


def people_picture(figures: Figures) -> list[Block]:
    """Officers by age and sex."""
    caption = _("Hình 4. Cán bộ công đoàn theo tuổi và giới tính")
    sexes: list[str | None] = [Sex.FEMALE, Sex.MALE, None]
    names = [_("Nữ"), _("Nam"), _("Chưa rõ")]
    legend = [
        Legend(name, colour) for name, colour in zip(names, (charts.ORANGE, charts.BLUE, charts.FAINT), strict=True)
    ]
    bands = [(label, figures.ages.get(band) or Counter[str | None]()) for band, label in age_names().items()]
    svg = charts.pillars([Bar(label, [count[sex] for sex in sexes]) for label, count in bands], legend, alt=caption)
    columns = [Column(_("Độ tuổi"), 2), *(Column(name, 1, "right") for name in names), Column(_("Cộng"), 1, "right")]
    table: list[Row] = [
        (label, *(words.number(count[sex]) for sex in sexes), words.number(sum(count.values())))
        for label, count in bands
    ]
    return _with_table(svg, caption, columns, table)


def age_names() -> dict[AgeBand | None, str]:
    return {**{band: people_labels.age_band(band) for band in AgeBand}, None: _("Chưa rõ")}


def _years(terms: Counter[int | None]) -> list[tuple[str, int]]:
    """Years in order; the oldest together when there are many, the unknown last."""
    years = sorted(year for year in terms if year is not None)
    early, late = years[:-MOST_YEARS], years[-MOST_YEARS:]
    counts = [(str(year), terms[year]) for year in late]
    if early:
        counts.insert(0, (_("Trước %(year)s") % {"year": late[0]}, sum(terms[year] for year in early)))
    if terms[None]:
        counts.append((_("Chưa rõ"), terms[None]))
    return counts


def _with_table(svg: str, caption: str, columns: list[Column], rows: list[Row]) -> list[Block]:
    if not rows:
        return [Paragraph(_("Không có số liệu."), italic=True)]
    return [Picture(svg, caption, alt=caption), Table(columns, rows, small=True)]
