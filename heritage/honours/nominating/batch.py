"""Many nominations in one table: its template, what is wrong with which row, taking all in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.intake.domain import Origin
from cms.core.intake.enums import EnteredVia
from cms.core.intake.models import PrivacyNotice
from cms.core.tables import Column, Fault, TableError, open_table, propose_mapping, write_xlsx
from heritage.honours import nominees
from heritage.honours.enums import NominatedBy, NomineeConsent
from heritage.honours.models import BatchUpload, CampaignTitle, Nomination
from heritage.honours.nominating import areas, domain
from heritage.honours.nominating.forms import StepForm
from heritage.honours.nominating.steps import BY, bound_forms, said_in
from heritage.people.enums import Gender

MOST_ROWS = 500
_GENDERS = {"男": Gender.MALE, "女": Gender.FEMALE}
_YES, _NO = "是", "否"
_NOMINATOR = (
    ("contact_name", "推荐人姓名"),
    ("phone", "推荐人电话"),
    ("email", "推荐人邮箱"),
    ("opinion", "推荐意见"),
    ("rank", "排名"),
    ("nominee_consent", "被推荐人是否同意"),
    ("consent_reason", "未征得同意的原因"),
)


class BatchTakenError(Exception):
    """The table was taken in already."""


class BatchFaultyError(Exception):
    """Rows of the table have faults, so none is taken in; ``checked`` says which."""

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


def columns_of(title: CampaignTitle) -> list[Column]:
    """The columns of a title's table, in the order of its template."""
    category = [("category", "类别")] if title.categories.all() else []
    asked = [(each.name, each.heading) for each in nominees.questions_of(title.nominee_kind)]
    deeds = [(each.name, each.heading) for each in (nominees.DEEDS, nominees.LINKS)]
    return [Column(*pair) for pair in (*asked, *category, *deeds, *_NOMINATOR)]


def write_template(file: BinaryIO, title: CampaignTitle) -> None:
    """Write an empty table with the headings of a title into ``file``, as .xlsx."""
    write_xlsx(file, [column.label for column in columns_of(title)], [])


def upload(
    *, title: CampaignTitle, organisation_name: str, file: UploadedFile, user: AbstractBaseUser
) -> BatchUpload:
    """Keep a table to be looked at; raises ``TableError`` for what is none."""
    open_table(file, name=file.name)
    file.seek(0)
    return BatchUpload.objects.create(
        title=title,
        organisation_name=organisation_name,
        file=file,
        file_name=file.name[:200],
        by=user,
    )


def check(batch: BatchUpload) -> Checked:
    """Read a table and say what of it could be taken in; nothing is."""
    title = batch.title
    columns = columns_of(title)
    checked = Checked()
    with batch.file.open("rb") as file:
        try:
            table = open_table(file, name=batch.file_name)
        except TableError as error:
            checked.faults.append(Fault(0, "", batch.file_name, str(error)))
            return checked
        mapping = propose_mapping(table.headings, columns)
        checked.unused = mapping.unused
        labels = {column.field: column.label for column in columns}
        seen: dict[tuple[str, str], int] = {}
        for count, row in enumerate(table, start=1):
            if count > MOST_ROWS:
                message = _("At most %(most)d rows are taken in at once.") % {"most": MOST_ROWS}
                checked.faults.append(Fault(row.number, "", "", message))
                break
            faults = list(row.faults)
            cells = mapping.pick(row.values)
            made = {} if row.broken else _forms(title, batch.organisation_name, cells)
            faults += _faults(row.number, made.values(), cells, labels)
            if made and not faults:
                faults += _twice(row.number, cells, seen)
            if faults:
                checked.faults += faults
            else:
                checked.rows[row.number] = made
    if not checked.rows and not checked.faults:
        checked.faults.append(Fault(0, "", "", _("The table has no rows.")))
    return checked


def _forms(title: CampaignTitle, organisation: str, cells: dict[str, str]) -> dict[str, StepForm]:
    answers = {name: value.strip() for name, value in cells.items()}
    answers |= {BY: NominatedBy.ORGANISATION, "organisation_name": organisation}
    answers["gender"] = _GENDERS.get(answers.get("gender", ""), answers.get("gender", ""))
    agreed = answers.get("nominee_consent", "")
    answers["nominee_consent"] = {_YES: NomineeConsent.GIVEN, _NO: NomineeConsent.LATER}.get(
        agreed, agreed
    )
    by_name = {each.name: str(each.pk) for each in title.categories.all()}
    answers["category"] = by_name.get(answers.get("category", ""), "")
    if areas.listed(title.campaign) and (words := answers.get("place")):
        place = areas.found(title.campaign, words)
        answers["place"] = str(place.pk) if place else "0"
    return bound_forms(title, answers, without_assessment=True)


def _faults(
    number: int, made: Iterable[StepForm], cells: dict[str, str], labels: dict[str, str]
) -> list[Fault]:
    return [
        Fault(number, labels.get(name, ""), cells.get(name, "")[:80], message)
        for form in made
        for name, messages in form.errors.items()
        for message in messages
    ]


def _twice(number: int, cells: dict[str, str], seen: dict) -> list[Fault]:
    who = (cells.get("nominee_name", "").strip(), cells.get("birth", "").strip())
    first = seen.setdefault(who, number)
    if first == number:
        return []
    message = _("The same nominee stands in row %(row)d.") % {"row": first}
    return [Fault(number, "", who[0], message)]


def take_in(*, batch: BatchUpload, notice: PrivacyNotice, user: AbstractBaseUser) -> int:
    """Take in every row of a table, or none; gives how many.

    Nominators are not told one by one: the organisation gets the receipts.
    Raises :class:`BatchTakenError`, :class:`BatchFaultyError`, and what
    :func:`~.domain.nominate` raises.
    """
    with transaction.atomic():
        locked = BatchUpload.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if locked.taken_at is not None:
            raise BatchTakenError
        checked = check(batch)
        if not checked.is_sound:
            raise BatchFaultyError(checked)
        for number, made in checked.rows.items():
            domain.nominate(
                title=batch.title,
                **said_in(made),
                notice=notice,
                origin=Origin(clerk=user, via=EnteredVia.PAPER, basis=basis_of(locked, number)),
                once=f"table {locked.pk} row {number}",
                tells=False,
            )
        locked.taken_at, locked.taken = timezone.now(), len(checked.rows)
        locked.save(update_fields=["taken_at", "taken"])
    return locked.taken


def basis_of(batch: BatchUpload, number: int) -> str:
    """What stands on a nomination as its basis: the table and the row it came in."""
    return f"批量推荐表{batch.pk}第{number}行"


def taken_from(batch: BatchUpload):
    """The nominations that were made of a table, as long as that is kept."""
    prefix = basis_of(batch, 0).split("第")[0] + "第"
    return Nomination.objects.filter(title=batch.title, entered_basis__startswith=prefix).order_by(
        "pk"
    )
