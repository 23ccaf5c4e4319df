"""Choices and states of memorial sites, rolls, tribute, kin search, inspections and events."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SiteKind(models.TextChoices):
    """What a site is. The first nine are martyrs' facilities (烈士纪念设施保护管理办法)."""

    CEMETERY = "cemetery", _("martyrs' cemetery")
    GRAVE = "grave", _("martyr's grave")
    ASHES_HALL = "ashes", _("hall of ashes")
    NAME_WALL = "wall", _("wall of names")
    HALL = "hall", _("memorial hall")
    STELE = "stele", _("memorial stele or pavilion")
    TOWER = "tower", _("memorial tower or shrine")
    SCULPTURE = "sculpture", _("memorial sculpture")
    SQUARE = "square", _("memorial square")
    OLD_SITE = "old_site", _("historic site")
    RESIDENCE = "residence", _("former residence")
    BATTLEFIELD = "battlefield", _("site of a battle")
    DEFENCE_PARK = "park", _("national defence education park")


MARTYRS_FACILITIES = frozenset(
    {
        SiteKind.CEMETERY,
        SiteKind.GRAVE,
        SiteKind.ASHES_HALL,
        SiteKind.NAME_WALL,
        SiteKind.HALL,
        SiteKind.STELE,
        SiteKind.TOWER,
        SiteKind.SCULPTURE,
        SiteKind.SQUARE,
    }
)


class DesignationKind(models.TextChoices):
    """Under which law or list a site is protected; a site may be in several."""

    MARTYRS = "martyrs", _("martyrs' memorial facility")
    HERITAGE = "heritage", _("protected heritage site")
    RESISTANCE = "resistance", _("facility or site of the War of Resistance")
    PATRIOTISM = "patriotism", _("patriotic education base")


class DesignationLevel(models.TextChoices):
    """Who designated it. A martyrs' facility may have no level (未列入等级的零散设施)."""

    NATIONAL = "national", _("national")
    PROVINCIAL = "provincial", _("provincial")
    CITY = "city", _("city (with districts)")
    COUNTY = "county", _("county")
    NONE = "none", _("without a level (scattered)")


class Datum(models.TextChoices):
    """What coordinates are given in. The first two are stored as they are; they agree within metres."""

    CGCS2000 = "cgcs2000", "CGCS2000"
    WGS84 = "wgs84", "WGS-84"
    GCJ02 = "gcj02", _("GCJ-02 (AutoNavi, Tencent)")
    BD09 = "bd09", _("BD-09 (Baidu)")


class SitePersonPart(models.TextChoices):
    """What a person is to a site."""

    RESTS = "rests", _("rests here")
    FELL = "fell", _("fell here")
    REMEMBERED = "remembered", _("is remembered here")
    LIVED = "lived", _("lived or worked here")


class Verification(models.TextChoices):
    """How far an entry of a roll has been checked."""

    RECORDED = "recorded", _("as recorded")
    VERIFIED = "verified", _("verified")
    DISPUTED = "disputed", _("disputed")


class EntryNameKind(models.TextChoices):
    """What kind of name another name in an entry is."""

    TRADITIONAL = "traditional", _("traditional form")
    FORMER = "former", _("former name")
    ALIAS = "alias", _("also called")
    AS_WRITTEN = "as_written", _("as written in a source")
    ROMANISED = "romanised", _("romanised")


class GraveKind(models.TextChoices):
    """How somebody rests."""

    OWN = "own", _("a grave of their own")
    SHARED = "shared", _("a shared grave")
    UNKNOWN = "unknown", _("grave of an unknown")
    CENOTAPH = "cenotaph", _("cenotaph")
    NAME_ONLY = "name", _("name on a wall")
    NOT_FOUND = "not_found", _("resting place not known")


class ImportState(models.TextChoices):
    """Where a list of names on its way in stands."""

    UPLOADED = "uploaded", _("uploaded")
    RUNNING = "running", _("being imported")
    BROKEN_OFF = "broken", _("broken off")
    DONE = "done", _("imported")
    GIVEN_UP = "given_up", _("given up")


IMPORT_TRANSITIONS = {
    ImportState.UPLOADED: {ImportState.RUNNING, ImportState.GIVEN_UP},
    ImportState.RUNNING: {ImportState.DONE, ImportState.BROKEN_OFF},
    ImportState.BROKEN_OFF: {ImportState.RUNNING, ImportState.GIVEN_UP},
    ImportState.DONE: set(),
    ImportState.GIVEN_UP: set(),
}


class PairState(models.TextChoices):
    """What was decided about two entries that may be one person."""

    OPEN = "open", _("to be decided")
    SAME = "same", _("one person")
    DIFFERENT = "different", _("two people")


PAIR_TRANSITIONS = {
    PairState.OPEN: {PairState.SAME, PairState.DIFFERENT},
    PairState.SAME: {PairState.OPEN},
    PairState.DIFFERENT: {PairState.OPEN},
}


class TributeKind(models.TextChoices):
    """What somebody offers."""

    FLOWER = "flower", _("lay flowers")
    BASKET = "basket", _("offer a basket of flowers")
    BOW = "bow", _("bow")
    SALUTE = "salute", _("salute")


class MessageState(models.TextChoices):
    """Where a message that came with a tribute stands; shown only while approved."""

    WAITING = "waiting", _("waiting for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    REPORTED = "reported", _("reported, hidden")
    REMOVED = "removed", _("removed")


MESSAGE_TRANSITIONS = {
    MessageState.WAITING: {MessageState.APPROVED, MessageState.REFUSED},
    MessageState.APPROVED: {MessageState.REPORTED, MessageState.REMOVED},
    MessageState.REPORTED: {MessageState.APPROVED, MessageState.REMOVED},
    MessageState.REFUSED: {MessageState.APPROVED},
    MessageState.REMOVED: {MessageState.APPROVED},
}


class ProxyTributeState(models.TextChoices):
    """Where a tribute that the custodian pays for a family (代为祭扫) stands."""

    RECEIVED = "received", _("received")
    ACCEPTED = "accepted", _("accepted")
    DONE = "done", _("done")
    DECLINED = "declined", _("cannot be done")
    WITHDRAWN = "withdrawn", _("withdrawn")


PROXY_TRIBUTE_TRANSITIONS = {
    ProxyTributeState.RECEIVED: {ProxyTributeState.ACCEPTED, ProxyTributeState.DECLINED},
    ProxyTributeState.ACCEPTED: {ProxyTributeState.DONE, ProxyTributeState.DECLINED},
    ProxyTributeState.DONE: set(),
    ProxyTributeState.DECLINED: set(),
    ProxyTributeState.WITHDRAWN: set(),
}
PROXY_TRIBUTE_WITHDRAWABLE = {ProxyTributeState.RECEIVED, ProxyTributeState.ACCEPTED}


class LeadState(models.TextChoices):
    """Where a lead about somebody on a roll stands."""

    RECEIVED = "received", _("received")
    CHECKING = "checking", _("being checked")
    NEEDS_MORE = "needs_more", _("needs more")
    CONFIRMED = "confirmed", _("confirmed")
    NOT_CONFIRMED = "not_confirmed", _("not confirmed")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


LEAD_TRANSITIONS = {
    LeadState.RECEIVED: {LeadState.CHECKING, LeadState.NEEDS_MORE, LeadState.CLOSED},
    LeadState.CHECKING: {
        LeadState.NEEDS_MORE,
        LeadState.CONFIRMED,
        LeadState.NOT_CONFIRMED,
        LeadState.CLOSED,
    },
    LeadState.NEEDS_MORE: {
        LeadState.CHECKING,
        LeadState.CONFIRMED,
        LeadState.NOT_CONFIRMED,
        LeadState.CLOSED,
    },
    LeadState.CONFIRMED: {LeadState.CLOSED},
    LeadState.NOT_CONFIRMED: {LeadState.CHECKING, LeadState.CLOSED},
    LeadState.CLOSED: set(),
    LeadState.WITHDRAWN: set(),
}
LEAD_WITHDRAWABLE = {LeadState.RECEIVED, LeadState.CHECKING, LeadState.NEEDS_MORE}


class Kinship(models.TextChoices):
    """Who gives a lead, to the one it is about."""

    SPOUSE_CHILD = "close", _("spouse, child or grandchild")
    RELATIVE = "relative", _("another relative")
    COMRADE = "comrade", _("comrade-in-arms or their family")
    NEIGHBOUR = "neighbour", _("from the same village or town")
    RESEARCHER = "researcher", _("researcher or volunteer")
    OTHER = "other", _("somebody else")


class InspectionPart(models.TextChoices):
    """What an inspection looks at, part by part (巡查项目)."""

    STELE = "stele", _("stele and inscriptions")
    GRAVES = "graves", _("graves")
    NAME_WALL = "wall", _("wall of names")
    GREENERY = "greenery", _("trees and lawns")
    FIRE = "fire", _("fire protection")
    EXHIBITION = "exhibition", _("exhibition")
    BUILDING = "building", _("buildings")
    PATHS = "paths", _("paths and railings")
    SECURITY = "security", _("security and cameras")
    ORDER = "order", _("order and cleanliness")


class Grade(models.TextChoices):
    """What was found of a part."""

    GOOD = "good", pgettext_lazy("inspection", "good")
    FAIR = "fair", pgettext_lazy("inspection", "fair")
    POOR = "poor", pgettext_lazy("inspection", "poor")
    NOT_THERE = "none", _("the site has none")


class Severity(models.TextChoices):
    """How bad a defect is."""

    MINOR = "minor", pgettext_lazy("defect", "minor")
    SERIOUS = "serious", pgettext_lazy("defect", "serious")
    URGENT = "urgent", pgettext_lazy("defect", "urgent")


class DefectState(models.TextChoices):
    """Where a defect stands."""

    OPEN = "open", pgettext_lazy("defect", "open")
    REPAIRED = "repaired", _("repaired")
    CONFIRMED = "confirmed", _("repair confirmed")


DEFECT_TRANSITIONS = {
    DefectState.OPEN: {DefectState.REPAIRED},
    DefectState.REPAIRED: {DefectState.CONFIRMED, DefectState.OPEN},
    DefectState.CONFIRMED: set(),
}


class EventKind(models.TextChoices):
    """What an event is."""

    QINGMING = "qingming", _("Qingming commemoration")
    MARTYRS_DAY = "martyrs_day", _("Martyrs' Day commemoration")
    NATIONAL_DAY = "national_day", _("National Day commemoration")
    OPEN_DAY = "open_day", _("open day of a barracks")
    FAREWELL = "farewell", _("farewell or welcome of soldiers")
    VISIT = "visit", _("guided visit")
    LECTURE = "lecture", _("lecture")
    OTHER = "other", pgettext_lazy("event", "other")


class PartyKind(models.TextChoices):
    """Who signs up."""

    FAMILY = "family", pgettext_lazy("sign-up", "family")
    SCHOOL = "school", _("school")
    GROUP = "group", pgettext_lazy("sign-up", "group")


class BookingState(models.TextChoices):
    """Where a sign-up for an event stands."""

    RECEIVED = "received", _("received")
    CONFIRMED = "confirmed", _("confirmed")
    DECLINED = "declined", pgettext_lazy("booking", "declined")
    CANCELLED = "cancelled", pgettext_lazy("booking", "cancelled by us")
    ATTENDED = "attended", _("attended")
    WITHDRAWN = "withdrawn", _("withdrawn")


BOOKING_TRANSITIONS = {
    BookingState.RECEIVED: {BookingState.CONFIRMED, BookingState.DECLINED},
    BookingState.CONFIRMED: {BookingState.CANCELLED, BookingState.ATTENDED},
    BookingState.DECLINED: {BookingState.CONFIRMED},
    BookingState.CANCELLED: set(),
    BookingState.ATTENDED: set(),
    BookingState.WITHDRAWN: set(),
}
BOOKING_WITHDRAWABLE = {BookingState.RECEIVED, BookingState.CONFIRMED}


class JourneyState(models.TextChoices):
    """Where a family's request to visit a grave far away (异地祭扫) stands."""

    RECEIVED = "received", _("received")
    PLANNED = "planned", _("planned")
    MADE = "made", _("made")
    DECLINED = "declined", _("cannot be done")
    WITHDRAWN = "withdrawn", _("withdrawn")


JOURNEY_TRANSITIONS = {
    JourneyState.RECEIVED: {JourneyState.PLANNED, JourneyState.DECLINED},
    JourneyState.PLANNED: {JourneyState.MADE, JourneyState.RECEIVED, JourneyState.DECLINED},
    JourneyState.MADE: set(),
    JourneyState.DECLINED: set(),
    JourneyState.WITHDRAWN: set(),
}
JOURNEY_WITHDRAWABLE = {JourneyState.RECEIVED, JourneyState.PLANNED}
