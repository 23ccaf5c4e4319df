"""Choices about people, organisations and places."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LifeStatus(models.TextChoices):
    """What became of a person: a fact, apart from the legal assessment as martyr."""

    LIVING = "living", _("living")
    DECEASED = "deceased", _("deceased")
    FALLEN = "fallen", _("fallen")
    MISSING = "missing", _("missing")
    UNKNOWN = "unknown", _("unknown")


class Gender(models.TextChoices):
    """As a record states it (GB/T 2261.1)."""

    MALE = "male", pgettext_lazy("gender", "male")
    FEMALE = "female", pgettext_lazy("gender", "female")


class MartyrDecision(models.TextChoices):
    """How somebody was assessed as a martyr: a legal act, apart from the fact of falling.

    烈士褒扬条例 (State Council Decree 791): 评定; 追认 for deaths of earlier wars.
    """

    ASSESSED = "assessed", _("assessed as a martyr")
    RECOGNISED = "recognised", _("recognised as a martyr afterwards")


class NameKind(models.TextChoices):
    """What kind of name another name of a person is."""

    FORMER = "former", _("former name")
    FORMAL = "formal", _("full name")
    COURTESY = "courtesy", _("courtesy name")
    ART = "art", _("art name")
    PEN = "pen", _("pen name")
    ASSUMED = "assumed", _("assumed name")
    ALIAS = "alias", _("also called")
    TRADITIONAL = "traditional", _("traditional form")
    AS_WRITTEN = "as_written", _("as written in a source")


class Topic(models.TextChoices):
    """What a statement of a record is about; also what a living person agrees to show."""

    NAME = "name", pgettext_lazy("of a person", "name")
    GENDER = "gender", _("gender")
    ETHNICITY = "ethnicity", _("ethnicity")
    BIRTH = "birth", _("date of birth")
    NATIVE_PLACE = "native_place", _("native place")
    ENLISTMENT = "enlistment", _("enlistment")
    PARTY = "party", _("joining the Party")
    SERVICE = "service", _("units and posts")
    CONFLICTS = "conflicts", _("wars and battles")
    HONOURS = "honours", _("honours")
    ROLES = "roles", _("roles")
    DEATH = "death", _("date of death")
    DEATH_PLACE = "death_place", _("place and cause of death")
    MARTYR = "martyr", _("assessment as a martyr")
    PORTRAIT = "portrait", _("portrait")
    SHORT_LIFE = "short_life", _("short life")


class PlaceLevel(models.TextChoices):
    """Levels of the administrative divisions (GB/T 2260), and what lies below them."""

    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county")
    TOWNSHIP = "township", _("township")
    VILLAGE = "village", _("village")
    FOREIGN = "foreign", _("outside the country")


class OrganisationKind(models.TextChoices):
    """Kinds of organisations that take part in the work or appear in reports."""

    BUREAU = "bureau", _("bureau")
    CENTRE = "centre", _("service centre")
    STATION = "station", _("service station")
    SCHOOL = "school", _("school")
    ENTERPRISE = "enterprise", _("enterprise")
    MEDIA = "media", _("media")
    SOCIETY = "society", _("social organisation")
    TEAM = "team", _("volunteer team")
    MEMORIAL = "memorial", _("memorial protection unit")


class OrganisationLevel(models.TextChoices):
    """The level of government an organisation belongs to, where it has one."""

    PROVINCE = "province", _("province")
    CITY = "city", _("city")
    COUNTY = "county", _("county")
    TOWNSHIP = "township", _("township")
    VILLAGE = "village", _("village")


class HonourKind(models.TextChoices):
    """Families of honours, in the order in which they are listed."""

    STATE = "state", _("state medal or title of honour")
    HERO = "hero", _("hero title")
    MERIT = "merit", _("military merit")
    MEDAL = "medal", _("order or commemorative medal")
    MODEL = "model", _("model title")
    SCIENCE = "science", _("prize for science")
    FOREIGN = "foreign", _("honour of another country")
    OTHER = "other", _("other honour")


class UnitKind(models.TextChoices):
    """What kind of unit an entry stands for."""

    ARMY = "army", _("army or armed force")
    FORMATION = "formation", _("formation")
    UNIT = "unit", _("unit")
    GUERRILLA = "guerrilla", _("guerrilla or local armed force")
    ORGAN = "organ", _("headquarters or organ")
    COLLECTIVE = "collective", _("honoured collective")


class TeamKind(models.TextChoices):
    """Teams that go out to help or to tell."""

    VOLUNTEER = "volunteer", _("volunteer team")
    LECTURE = "lecture", _("lecture team")


# GB/T 3304-1991, 中国各民族名称的罗马字母拼写法和代码, in the order of its codes.
ETHNICITIES = [
    "汉族",
    "蒙古族",
    "回族",
    "藏族",
    "维吾尔族",
    "苗族",
    "彝族",
    "壮族",
    "布依族",
    "朝鲜族",
    "满族",
    "侗族",
    "瑶族",
    "白族",
    "土家族",
    "哈尼族",
    "哈萨克族",
    "傣族",
    "黎族",
    "傈僳族",
    "佤族",
    "畲族",
    "高山族",
    "拉祜族",
    "水族",
    "东乡族",
    "纳西族",
    "景颇族",
    "柯尔克孜族",
    "土族",
    "达斡尔族",
    "仫佬族",
    "羌族",
    "布朗族",
    "撒拉族",
    "毛南族",
    "仡佬族",
    "锡伯族",
    "阿昌族",
    "普米族",
    "塔吉克族",
    "怒族",
    "乌孜别克族",
    "俄罗斯族",
    "鄂温克族",
    "德昂族",
    "保安族",
    "裕固族",
    "京族",
    "塔塔尔族",
    "独龙族",
    "鄂伦春族",
    "赫哲族",
    "门巴族",
    "珞巴族",
    "基诺族",
]
