"""Tables of many nominations: their columns, what is wrong with which row, taking all in.

Tables that clerks upload and those of organisations without an account go
through here; ``shared`` are the answers that hold for every row of a table,
whose columns it does not have.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from cms.core.intake.domain import Origin
from cms.core.intake.models import PrivacyNotice
from cms.core.tables import Column, Fault, TableError, open_table, propose_mapping, write_xlsx
from heritage.honours import nominees
from heritage.honours.enums import NominatedBy, NomineeConsent
from heritage.honours.models import CampaignTitle, Nomination
from heritage.honours.nominating import areas, domain
from heritage.honours.nominating.forms import StepForm
from heritage.honours.nominating.steps import BY, bound_forms, empty_forms, said_in
from heritage.people.enums import Gender

CATEGORY, CONSENT = "category", "nominee_consent"
_GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE}
_YES, _NO = "是", "否"
_NOMINATOR = (
    ("contact_name", "推荐人姓名"),
    ("phone", "推荐人电话"),
    ("email", "推荐人邮箱"),
    ("opinion", "推荐意见"),
    ("rank", "排名"),
    (CONSENT, "被推荐人是否同意"),
    ("consent_reason", "未征得同意的原因"),
)
# Of a whole workbook of one's own much may be unknown, or wrong.
_MOST_UNUSED = 30
_LONGEST_SHOWN = 80


class FaultyTableError(Exception):
    """Rows of a table have faults, so none is taken in; ``checked`` says which."""

    def __init__(self, checked: Checked):
        super().__init__(f"{len(checked.faults)} faults")
        self.checked = checked


@dataclass(slots=True)
class Checked:
    """What a dry run of a table gives: good rows by their number, and faults by row."""

    rows: dict[int, dict[str, StepForm]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unused: tuple[str, ...] = ()

    @property
    def names(self) -> list[tuple[int, str]]:
        """Row number and nominee of the good rows."""
        return [
            (number, made["nominee"].cleaned_data["nominee_name"])
            for number, made in self.rows.items()
        ]

    @property
    def is_sound(self) -> bool:
        """Whether all of it may be taken in."""
        return bool(self.rows) and not self.faults


@dataclass(frozen=True, slots=True)
class Asked:
    """A column as it is explained: its heading, what stands in it, whether it must."""

    heading: str
    help_text: str
    required: bool


def columns_of(title: CampaignTitle, *, shared: Collection[str] = ()) -> list[Column]:
    """The columns of a title's table, in the order of its template."""
    category = [(CATEGORY, "类别")] if title.categories.all() else []
    asked = [(each.name, each.heading) for each in nominees.questions_of(title.nominee_kind)]
    deeds = [(each.name, each.heading) for each in (nominees.DEEDS, nominees.LINKS)]
    every = (*asked, *category, *deeds, *_NOMINATOR)
    return [Column(*pair) for pair in every if pair[0] not in shared]


def asked_in(title: CampaignTitle, *, shared: Collection[str] = ()) -> list[Asked]:
    """What is asked in each column of a title's table."""
    fields = {
        name: each
        for form in empty_forms(title, NominatedBy.ORGANISATION).values()
        for name, each in form.fields.items()
    }
    words = {
        "gender": " / ".join(_GENDERS),
        CONSENT: f"{_YES} / {_NO}",
        CATEGORY: "、".join(each.name for each in title.categories.all()),
        "consent_reason": _("Where they were not asked yet."),
        "deeds": _("%(least)d to %(most)d characters. %(help)s")
        % {
            "least": title.deeds_least,
            "most": title.deeds_most,
            "help": fields["deeds"].help_text,
        },
    }
    return [
        Asked(
            heading=column.label,
            help_text=str(words.get(column.field, fields[column.field].help_text)),
            required=fields[column.field].required,
        )
        for column in columns_of(title, shared=shared)
    ]


def write_template(file: BinaryIO, title: CampaignTitle, *, shared: Collection[str] = ()) -> None:
    """Write an empty table with the headings of a title into ``file``, as .xlsx."""
    write_xlsx(file, [column.label for column in columns_of(title, shared=shared)], [])


def look_through(
    file: BinaryIO, *, name: str, title: CampaignTitle, shared: Mapping[str, str], most: int
) -> Checked:
    """Read a table of at most ``most`` rows and say what of it could be taken in; nothing is.

    Faults of what is ``shared`` are for whoever asked for it to tell.
    """
    checked = Checked()
    prefetch_related_objects([title], "categories")
    columns = columns_of(title, shared=shared)
    try:
        table = open_table(file, name=name)
    except TableError as error:
        checked.faults.append(Fault(0, "", name, str(error)))
        return checked
    mapping = propose_mapping(table.headings, columns)
    checked.unused = tuple(each[:_LONGEST_SHOWN] for each in mapping.unused[:_MOST_UNUSED])
    labels = {column.field: column.label for column in columns}
    seen: dict[tuple[str, str], int] = {}
    for count, row in enumerate(table, start=1):
        if count > most:
            message = _("At most %(most)d rows are taken in at once.") % {"most": most}
            checked.faults.append(Fault(row.number, "", "", message))
            break
        faults = list(row.faults)
        cells = mapping.pick(row.values)
        made = {} if row.broken else _forms(title, shared, cells)
        faults += _faults(row.number, made.values(), cells, labels, but=shared)
        if made and not faults:
            faults += _twice(row.number, cells, seen)
        if faults:
            checked.faults += faults
        else:
            checked.rows[row.number] = made
    if not checked.rows and not checked.faults:
        checked.faults.append(Fault(0, "", "", _("The table has no rows.")))
    return checked


def _forms(
    title: CampaignTitle, shared: Mapping[str, str], cells: Mapping[str, str]
) -> dict[str, StepForm]:
    answers = {name: value.strip() for name, value in cells.items()}
    answers |= {**shared, BY: NominatedBy.ORGANISATION}
    answers["gender"] = _GENDERS.get(answers.get("gender", ""), answers.get("gender", ""))
    agreed = answers.get(CONSENT, "")
    answers[CONSENT] = {_YES: NomineeConsent.GIVEN, _NO: NomineeConsent.LATER}.get(agreed, agreed)
    by_name = {each.name: str(each.pk) for each in title.categories.all()}
    category = answers.get(CATEGORY, "")
    # What is no name of a category is none by being some category's key, either.
    answers[CATEGORY] = by_name.get(category, f"“{category}”" if category else "")
    if areas.listed(title.campaign) and (words := answers.get("place")):
        place = areas.found(title.campaign, words)
        answers["place"] = str(place.pk) if place else "0"
    return bound_forms(title, answers, without_assessment=True)


def _faults(
    number: int,
    made: Iterable[StepForm],
    cells: Mapping[str, str],
    labels: Mapping[str, str],
    *,
    but: Collection[str],
) -> list[Fault]:
    return [
        Fault(number, labels.get(name, ""), cells.get(name, "")[:_LONGEST_SHOWN], message)
        for form in made
        for name, messages in form.errors.items()
        if name not in but
        for message in (_said(name, cells, messages))
    ]


def _said(name: str, cells: Mapping[str, str], messages: Iterable[str]) -> list[str]:
    """What is wrong in a cell; a table has no list to choose from."""
    if name == "place" and cells.get(name, "").strip():
        return [
            _(
                "No such place was found in the area of this selection. Write province, city and county in full."
            )
        ]
    return list(messages)


def _twice(number: int, cells: Mapping[str, str], seen: dict) -> list[Fault]:
    who = (cells.get("nominee_name", "").strip(), cells.get("birth", "").strip())
    first = seen.setdefault(who, number)
    if first == number:
        return []
    message = _("The same nominee stands in row %(row)d.") % {"row": first}
    return [Fault(number, "", who[0], message)]


def take_rows(
    *,
    checked: Checked,
    title: CampaignTitle,
    notice: PrivacyNotice,
    origin_of: Callable[[int], Origin],
    once: str,
) -> list[Nomination]:
    """Take in every row of a table that was looked through, or none; gives the nominations.

    ``origin_of`` gives where a row came from by its number; ``once`` is the mark of
    the table. Nominators are not told one by one: the organisation gets the
    receipts. Raises :class:`FaultyTableError`, and what
    :func:`~.domain.nominate` raises.
    """
    if not checked.is_sound:
        raise FaultyTableError(checked)
    with transaction.atomic():
        return [
            domain.nominate(
                title=title,
                **said_in(made),
                notice=notice,
                origin=origin_of(number),
                once=f"table {once} row {number}",
                tells=False,
            )[0]
            for number, made in checked.rows.items()
        ]
