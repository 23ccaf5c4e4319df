import cms.core.fields
import cms.core.intake.fields
import cms.core.intake.receipts
import cms.core.storage
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import heritage.memorials.fields
import heritage.people.fields
import modelcluster.contrib.taggit
import modelcluster.fields
import modelsearch.index
import uuid
import wagtail.contrib.routable_page.models
import wagtail.fields
import wagtail.models.preview
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "__first__"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("core", "0001_initial"),
        ("media", "0001_initial"),
        ("taggit", "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailcore", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "path",
                    models.CharField(db_index=True, default="", editable=False, max_length=255),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(blank=True, max_length=80, unique=True, verbose_name="slug"),
                ),
                ("pinyin", models.CharField(blank=True, max_length=120, verbose_name="pinyin")),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=120),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        max_length=6,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^\\d{6}$", "A division code (GB/T 2260) has six digits."
                            )
                        ],
                        verbose_name="division code",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("province", "province"),
                            ("city", "city"),
                            ("county", "county"),
                            ("township", "township"),
                            ("village", "village"),
                            ("foreign", "outside the country"),
                        ],
                        db_index=True,
                        default="county",
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                (
                    "former_names",
                    models.CharField(
                        blank=True,
                        help_text="Names the sources use, such as a county renamed since. Separated by ；.",
                        max_length=200,
                        verbose_name="former names",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="heritage.place",
                        verbose_name="part of",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "ordering": ["code", "slug"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("code",),
                        name="one_place_a_division_code",
                    )
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        db_index=True,
                        validators=[
                            django.core.validators.MinValueValidator(1949),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("selection", "selection of models"),
                            ("release", "release"),
                            ("appraisal", "appraisal"),
                            ("commendation", "commendation"),
                        ],
                        default="selection",
                        max_length=12,
                        verbose_name="nature",
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number; needed for a commendation.",
                        max_length=200,
                        verbose_name="approving document",
                    ),
                ),
                (
                    "organisers",
                    models.CharField(blank=True, max_length=300, verbose_name="organisers"),
                ),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="telephone of the office"
                    ),
                ),
                (
                    "supervision_phone",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="supervision telephone"
                    ),
                ),
                (
                    "supervision_address",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="supervision address"
                    ),
                ),
                (
                    "supervision_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="supervision mailbox"
                    ),
                ),
                (
                    "blind",
                    models.BooleanField(
                        default=False, verbose_name="hide the nominees' names from judges"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="length of public notices",
                    ),
                ),
                (
                    "notice_unit",
                    models.CharField(
                        choices=[("working", "working days"), ("calendar", "calendar days")],
                        default="working",
                        max_length=10,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "keep_days",
                    models.PositiveSmallIntegerField(
                        default=180,
                        help_text="Counted from the day the campaign is closed.",
                        validators=[
                            django.core.validators.MinValueValidator(30),
                            django.core.validators.MaxValueValidator(1095),
                        ],
                        verbose_name="days after which personal data are deleted",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(default=False, editable=False, verbose_name="sample"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="decided"
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="announced"
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "cloned_from",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.campaign",
                        verbose_name="made from",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="area",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign",
                "verbose_name_plural": "campaigns",
                "ordering": ["-year", "title"],
            },
        ),
        migrations.CreateModel(
            name="Honour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=240,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences at the head of the page.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "state medal or title of honour"),
                            ("hero", "hero title"),
                            ("merit", "military merit"),
                            ("medal", "order or commemorative medal"),
                            ("model", "model title"),
                            ("science", "prize for science"),
                            ("foreign", "honour of another country"),
                            ("other", "other honour"),
                        ],
                        db_index=True,
                        default="other",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="Within its kind; the highest honour has the smallest number.",
                        verbose_name="place in the order",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        blank=True,
                        help_text="Such as: first class.",
                        max_length=20,
                        verbose_name="class",
                    ),
                ),
                (
                    "awarding_body",
                    models.CharField(blank=True, max_length=120, verbose_name="awarding body"),
                ),
                (
                    "founded",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="founded"
                    ),
                ),
                (
                    "ended",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="ended"
                    ),
                ),
                (
                    "is_military",
                    models.BooleanField(
                        default=False,
                        help_text="Merit bulletins (喜报) are made for these only.",
                        verbose_name="military merit",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "honour",
                "verbose_name_plural": "honours",
                "ordering": ["kind", "rank", "sort_pinyin"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "frozen_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="frozen"
                    ),
                ),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "rubric",
                "verbose_name_plural": "rubrics",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="CampaignTitle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=80, verbose_name="title")),
                (
                    "nominee_kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("family", "family"),
                            ("collective", "collective"),
                            ("organisation", "organisation or enterprise"),
                            ("project", "project"),
                            ("work", "work, such as a pupil's reading"),
                        ],
                        default="person",
                        max_length=14,
                        verbose_name="nominated is",
                    ),
                ),
                (
                    "result_kind",
                    models.CharField(
                        choices=[("rank", "a list by rank"), ("stars", "a star level")],
                        default="rank",
                        max_length=8,
                        verbose_name="result",
                    ),
                ),
                (
                    "quota",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many",
                    ),
                ),
                ("call", models.TextField(blank=True, verbose_name="call")),
                ("conditions", models.TextField(blank=True, verbose_name="who may be nominated")),
                ("material", models.TextField(blank=True, verbose_name="what is needed")),
                (
                    "deeds_least",
                    models.PositiveSmallIntegerField(
                        default=500, verbose_name="deeds: characters at least"
                    ),
                ),
                (
                    "deeds_most",
                    models.PositiveSmallIntegerField(
                        default=3000,
                        validators=[django.core.validators.MaxValueValidator(10000)],
                        verbose_name="deeds: characters at most",
                    ),
                ),
                (
                    "max_files",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[django.core.validators.MaxValueValidator(30)],
                        verbose_name="files at most",
                    ),
                ),
                (
                    "campaign",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="titles",
                        to="heritage.campaign",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        help_text="Entered in the records of those who are chosen.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.honour",
                        verbose_name="record of the honour",
                    ),
                ),
                (
                    "self_rubric",
                    models.ForeignKey(
                        blank=True,
                        help_text="Nominees first score themselves by it.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.rubric",
                        verbose_name="self-assessment by",
                    ),
                ),
            ],
            options={
                "verbose_name": "title",
                "verbose_name_plural": "titles",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=240,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences at the head of the page.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "path",
                    models.CharField(db_index=True, default="", editable=False, max_length=255),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bureau", "bureau"),
                            ("centre", "service centre"),
                            ("station", "service station"),
                            ("school", "school"),
                            ("enterprise", "enterprise"),
                            ("media", "media"),
                            ("society", "social organisation"),
                            ("team", "volunteer team"),
                            ("memorial", "memorial protection unit"),
                        ],
                        db_index=True,
                        default="bureau",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("province", "province"),
                            ("city", "city"),
                            ("county", "county"),
                            ("township", "township"),
                            ("village", "village"),
                        ],
                        max_length=10,
                        verbose_name="level",
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "phone",
                    models.CharField(blank=True, max_length=60, verbose_name="office telephone"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="office e-mail"),
                ),
                (
                    "opening_hours",
                    models.CharField(blank=True, max_length=120, verbose_name="office hours"),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="heritage.organisation",
                        verbose_name="part of",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="organisations",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["sort_pinyin"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "parent"), name="one_organisation_a_name_and_parent"
                    )
                ],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
                ("summary", models.CharField(blank=True, max_length=200, verbose_name="summary")),
            ],
            options={
                "verbose_name": "role",
                "verbose_name_plural": "roles",
                "ordering": ["name"],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=120,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "is_unnamed",
                    models.BooleanField(
                        default=False,
                        help_text="A fallen whose name nobody knows (无名烈士).",
                        verbose_name="unknown martyr",
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                (
                    "ethnicity",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("汉族", "汉族"),
                            ("蒙古族", "蒙古族"),
                            ("回族", "回族"),
                            ("藏族", "藏族"),
                            ("维吾尔族", "维吾尔族"),
                            ("苗族", "苗族"),
                            ("彝族", "彝族"),
                            ("壮族", "壮族"),
                            ("布依族", "布依族"),
                            ("朝鲜族", "朝鲜族"),
                            ("满族", "满族"),
                            ("侗族", "侗族"),
                            ("瑶族", "瑶族"),
                            ("白族", "白族"),
                            ("土家族", "土家族"),
                            ("哈尼族", "哈尼族"),
                            ("哈萨克族", "哈萨克族"),
                            ("傣族", "傣族"),
                            ("黎族", "黎族"),
                            ("傈僳族", "傈僳族"),
                            ("佤族", "佤族"),
                            ("畲族", "畲族"),
                            ("高山族", "高山族"),
                            ("拉祜族", "拉祜族"),
                            ("水族", "水族"),
                            ("东乡族", "东乡族"),
                            ("纳西族", "纳西族"),
                            ("景颇族", "景颇族"),
                            ("柯尔克孜族", "柯尔克孜族"),
                            ("土族", "土族"),
                            ("达斡尔族", "达斡尔族"),
                            ("仫佬族", "仫佬族"),
                            ("羌族", "羌族"),
                            ("布朗族", "布朗族"),
                            ("撒拉族", "撒拉族"),
                            ("毛南族", "毛南族"),
                            ("仡佬族", "仡佬族"),
                            ("锡伯族", "锡伯族"),
                            ("阿昌族", "阿昌族"),
                            ("普米族", "普米族"),
                            ("塔吉克族", "塔吉克族"),
                            ("怒族", "怒族"),
                            ("乌孜别克族", "乌孜别克族"),
                            ("俄罗斯族", "俄罗斯族"),
                            ("鄂温克族", "鄂温克族"),
                            ("德昂族", "德昂族"),
                            ("保安族", "保安族"),
                            ("裕固族", "裕固族"),
                            ("京族", "京族"),
                            ("塔塔尔族", "塔塔尔族"),
                            ("独龙族", "独龙族"),
                            ("鄂伦春族", "鄂伦春族"),
                            ("赫哲族", "赫哲族"),
                            ("门巴族", "门巴族"),
                            ("珞巴族", "珞巴族"),
                            ("基诺族", "基诺族"),
                        ],
                        max_length=12,
                        verbose_name="ethnicity",
                    ),
                ),
                (
                    "birth",
                    cms.core.fields.HistoricalDateField(
                        blank=True,
                        default="",
                        help_text="As far as it is known: 1931, 1931-01-08, 约1931年, 1930年至1932年间, 不详.",
                        verbose_name="date of birth",
                    ),
                ),
                (
                    "birth_as_written",
                    models.CharField(
                        blank=True,
                        help_text="The words of the source, such as 民国二十年 or 农历正月初五.",
                        max_length=60,
                        verbose_name="birth as written",
                    ),
                ),
                (
                    "death",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date of death"
                    ),
                ),
                (
                    "death_as_written",
                    models.CharField(blank=True, max_length=60, verbose_name="death as written"),
                ),
                (
                    "death_place",
                    models.CharField(
                        blank=True,
                        help_text="As the sources write it.",
                        max_length=120,
                        verbose_name="place of death",
                    ),
                ),
                (
                    "death_cause",
                    models.CharField(
                        blank=True,
                        help_text="In a few words: 战斗牺牲, 病逝, 因公牺牲.",
                        max_length=200,
                        verbose_name="how it happened",
                    ),
                ),
                (
                    "life_status",
                    models.CharField(
                        choices=[
                            ("living", "living"),
                            ("deceased", "deceased"),
                            ("fallen", "fallen"),
                            ("missing", "missing"),
                            ("unknown", "unknown"),
                        ],
                        db_index=True,
                        default="unknown",
                        max_length=10,
                        verbose_name="life status",
                    ),
                ),
                (
                    "native_place",
                    models.CharField(
                        blank=True,
                        help_text="As the sources write it.",
                        max_length=80,
                        verbose_name="native place",
                    ),
                ),
                (
                    "martyr_decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("assessed", "assessed as a martyr"),
                            ("recognised", "recognised as a martyr afterwards"),
                        ],
                        max_length=10,
                        verbose_name="assessment",
                    ),
                ),
                (
                    "martyr_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date of the decision"
                    ),
                ),
                (
                    "martyr_authority",
                    models.CharField(blank=True, max_length=120, verbose_name="deciding authority"),
                ),
                (
                    "martyr_document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number.",
                        max_length=160,
                        verbose_name="document",
                    ),
                ),
                (
                    "enlisted",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="enlisted"
                    ),
                ),
                (
                    "enlisted_as_written",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="enlistment as written"
                    ),
                ),
                (
                    "party_joined",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="joined the Party"
                    ),
                ),
                (
                    "party_as_written",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="joining the Party as written"
                    ),
                ),
                (
                    "portrait_basis",
                    models.CharField(
                        blank=True,
                        help_text="Who permitted it and when; a portrait without it is not shown.",
                        max_length=200,
                        verbose_name="right to show the portrait",
                    ),
                ),
                ("short_life", models.TextField(blank=True, verbose_name="short life")),
                (
                    "agreed_to",
                    heritage.people.fields.TopicsField(
                        blank=True,
                        default=list,
                        help_text="Of a living person only what is ticked here is shown, beside the name.",
                        verbose_name="agreed to be shown",
                    ),
                ),
                (
                    "agreement",
                    models.CharField(
                        blank=True,
                        help_text="When and how it was given, and where it is kept.",
                        max_length=200,
                        verbose_name="agreement",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=120),
                ),
                (
                    "stroke_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=255),
                ),
                (
                    "match_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=60),
                ),
                ("birth_year", models.SmallIntegerField(db_index=True, editable=False, null=True)),
                ("death_year", models.SmallIntegerField(db_index=True, editable=False, null=True)),
                (
                    "kept_by",
                    models.ForeignKey(
                        blank=True,
                        help_text="The organisation whose editors may change this record.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="people",
                        to="heritage.organisation",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged_from",
                        to="heritage.person",
                    ),
                ),
                (
                    "portrait",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="portrait",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="natives",
                        to="heritage.place",
                        verbose_name="native place (division)",
                    ),
                ),
                (
                    "roles",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="people", to="heritage.role", verbose_name="roles"
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["sort_pinyin", "slug"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="TitleCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=60, verbose_name="category")),
                (
                    "quota",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="how many",
                    ),
                ),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="description"),
                ),
                (
                    "title",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="heritage.campaigntitle",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("title", "name"), name="one_category_a_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidacy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nominee_name",
                    models.CharField(
                        db_index=True, max_length=120, verbose_name="name of the nominee"
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                (
                    "birth",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="born"
                    ),
                ),
                (
                    "ethnicity",
                    models.CharField(blank=True, max_length=20, verbose_name="ethnicity"),
                ),
                (
                    "native_place",
                    models.CharField(blank=True, max_length=120, verbose_name="native place"),
                ),
                (
                    "unit",
                    models.CharField(blank=True, max_length=160, verbose_name="work unit and post"),
                ),
                (
                    "service",
                    models.CharField(blank=True, max_length=300, verbose_name="military service"),
                ),
                ("deeds", models.TextField(blank=True, max_length=10000, verbose_name="deeds")),
                (
                    "honours",
                    models.TextField(blank=True, max_length=2000, verbose_name="honours received"),
                ),
                (
                    "links",
                    models.TextField(blank=True, max_length=1000, verbose_name="links to videos"),
                ),
                (
                    "details",
                    cms.core.intake.fields.EncryptedJSONField(
                        blank=True, default=dict, verbose_name="further answers"
                    ),
                ),
                (
                    "nominee_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone of the nominee"
                    ),
                ),
                (
                    "nominee_phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="nominee_phone"
                    ),
                ),
                ("code", models.CharField(editable=False, max_length=12, verbose_name="number")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("screening", "being screened"),
                            ("correcting", "waiting for a correction"),
                            ("eligible", "passed the screening"),
                            ("ineligible", "did not pass the screening"),
                            ("shortlisted", "through the first round"),
                            ("proposed", "proposed"),
                            ("on_notice", "on public notice"),
                            ("honoured", "chosen"),
                            ("not_chosen", "not chosen"),
                            ("dropped", "dropped after an objection or a check"),
                            ("revoked", "revoked"),
                            ("withdrawn", "withdrawn"),
                            ("merged", "merged into another"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="reason")),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "stroke_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=255),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "created_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="since"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                ("purged_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="heritage.campaign",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="heritage.candidacy",
                        verbose_name="merged into",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="screened by",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="heritage.campaigntitle",
                        verbose_name="title",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="candidacies",
                        to="heritage.organisation",
                        verbose_name="record of the organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="candidacies",
                        to="heritage.person",
                        verbose_name="record of the person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidacies",
                        to="heritage.titlecategory",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidacy",
                "verbose_name_plural": "candidacies",
                "ordering": ["pk"],
                "default_permissions": ("change", "view", "unmask"),
                "indexes": [
                    models.Index(
                        fields=["campaign", "state", "title"], name="heritage_ca_campaig_4c3815_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("campaign", "code"), name="one_code_each")
                ],
            },
        ),
        migrations.CreateModel(
            name="Judge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "position",
                    models.CharField(blank=True, max_length=160, verbose_name="work unit and post"),
                ),
                (
                    "email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                ("is_lead", models.BooleanField(default=False, verbose_name="lead judge")),
                (
                    "token_digest",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                ("invited_at", models.DateTimeField(blank=True, null=True, verbose_name="invited")),
                ("token_expires_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted"),
                ),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="left")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judges",
                        to="heritage.campaign",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgeships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "categories",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="heritage.titlecategory",
                        verbose_name="categories",
                    ),
                ),
            ],
            options={
                "verbose_name": "judge",
                "verbose_name_plural": "judges",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("campaign", "user"),
                        name="one_judgeship_a_campaign",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self", "self-assessment"),
                            ("call", "call for nominations"),
                            ("screening", "screening"),
                            ("first", "first round"),
                            ("on_site", "on-site check"),
                            ("opinions", "opinions of other departments"),
                            ("final", "final round"),
                            ("vote", "public vote"),
                            ("notice", "public notice"),
                            ("decision", "decision"),
                            ("release", "commendation or release"),
                            ("showcase", "showcase"),
                        ],
                        max_length=10,
                        verbose_name="stage",
                    ),
                ),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Empty: the usual name.",
                        max_length=60,
                        verbose_name="called",
                    ),
                ),
                ("starts_at", models.DateTimeField(verbose_name="begins")),
                ("ends_at", models.DateTimeField(verbose_name="ends")),
                (
                    "description",
                    models.CharField(blank=True, max_length=300, verbose_name="description"),
                ),
                (
                    "campaign",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="heritage.campaign",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage",
                "verbose_name_plural": "stages",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="stage_has_a_length",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("kind__in", ["notice", "on_site", "opinions"]), _negated=True
                        ),
                        fields=("campaign", "kind"),
                        name="one_stage_a_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoringRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "aggregation",
                    models.CharField(
                        choices=[
                            ("mean", "mean"),
                            ("trimmed", "trimmed mean: highest and lowest left out"),
                            ("rank_sum", "sum of the judges' ranks"),
                        ],
                        default="mean",
                        max_length=10,
                        verbose_name="result is the",
                    ),
                ),
                (
                    "dropped",
                    models.PositiveSmallIntegerField(
                        default=1, verbose_name="left out at each end"
                    ),
                ),
                (
                    "least_scores",
                    models.PositiveSmallIntegerField(
                        default=3,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="valid scores at least",
                    ),
                ),
                (
                    "tie_rules",
                    models.JSONField(blank=True, default=list, verbose_name="when two stand equal"),
                ),
                (
                    "vote_weight",
                    models.DecimalField(
                        decimal_places=1,
                        default=Decimal("0"),
                        max_digits=4,
                        verbose_name="share of the public vote (%)",
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="opened"
                    ),
                ),
                (
                    "reopened_until",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="reopened until"
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="heritage.rubric",
                        verbose_name="rubric",
                    ),
                ),
                (
                    "titles",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="+",
                        to="heritage.campaigntitle",
                        verbose_name="only for these titles",
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="round",
                        to="heritage.stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "scoring round",
                "verbose_name_plural": "scoring rounds",
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "assigned"),
                            ("declared", "declared free of interest"),
                            ("recused", "recused"),
                            ("submitted", "scored"),
                        ],
                        db_index=True,
                        default="assigned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "recusal_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="why recused"),
                ),
                ("declared_at", models.DateTimeField(blank=True, null=True)),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                (
                    "on_paper",
                    models.BooleanField(default=False, verbose_name="from a signed sheet"),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="scored"),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "judge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="heritage.judge",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="heritage.scoringround",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "ordering": ["candidacy__code", "pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "candidacy", "judge"), name="one_assignment_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchUpload",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "organisation_name",
                    models.CharField(max_length=160, verbose_name="nominating organisation"),
                ),
                (
                    "file",
                    models.FileField(
                        storage=cms.core.storage.private_storage, upload_to="nominations/%Y"
                    ),
                ),
                ("file_name", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("taken_at", models.DateTimeField(blank=True, null=True)),
                ("taken", models.PositiveIntegerField(default=0)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.campaigntitle",
                    ),
                ),
            ],
            options={
                "verbose_name": "table of nominations",
                "verbose_name_plural": "tables of nominations",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=240,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences at the head of the page.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "began",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="began"
                    ),
                ),
                (
                    "ended",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="ended"
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
            ],
            options={
                "verbose_name": "war",
                "verbose_name_plural": "wars",
                "ordering": ["began", "sort_pinyin"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=240,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences at the head of the page.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "path",
                    models.CharField(db_index=True, default="", editable=False, max_length=255),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("army", "army or armed force"),
                            ("formation", "formation"),
                            ("unit", "unit"),
                            ("guerrilla", "guerrilla or local armed force"),
                            ("organ", "headquarters or organ"),
                            ("collective", "honoured collective"),
                        ],
                        default="unit",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "formed",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="formed"
                    ),
                ),
                (
                    "dissolved",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="ended"
                    ),
                ),
                (
                    "continued_as",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="predecessors",
                        to="heritage.unit",
                        verbose_name="continued as",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="heritage.unit",
                        verbose_name="part of",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="units",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "ordering": ["sort_pinyin"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="Battle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=240,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences at the head of the page.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "began",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="began"
                    ),
                ),
                (
                    "ended",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="ended"
                    ),
                ),
                (
                    "place_text",
                    models.CharField(
                        blank=True,
                        help_text="As the sources write it.",
                        max_length=120,
                        verbose_name="place as written",
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="battles",
                        to="heritage.conflict",
                        verbose_name="war",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="battles",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "units",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="battles", to="heritage.unit", verbose_name="units"
                    ),
                ),
            ],
            options={
                "verbose_name": "battle",
                "verbose_name_plural": "battles",
                "ordering": ["began", "sort_pinyin"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="MemorialSitePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                            ("person_card", 37),
                            ("recording", 40),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                            36: (
                                "wagtail.snippets.blocks.SnippetChooserBlock",
                                ("heritage.Person",),
                                {"label": "Person"},
                            ),
                            37: ("wagtail.blocks.StructBlock", [[("person", 36)]], {}),
                            38: ("media.blocks.RecordingChooserBlock", (), {"label": "Recording"}),
                            39: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What is heard or seen. Left empty, the title of the recording is shown.",
                                    "label": "Caption",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            40: (
                                "wagtail.blocks.StructBlock",
                                [[("recording", 38), ("caption", 39)]],
                                {},
                            ),
                        },
                        verbose_name="history",
                    ),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="former and other names",
                    ),
                ),
                (
                    "found_as",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "kinds",
                    heritage.memorials.fields.SiteKindsField(
                        blank=True, default=list, verbose_name="kinds"
                    ),
                ),
                (
                    "built",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="built"
                    ),
                ),
                (
                    "protection_unit",
                    models.CharField(blank=True, max_length=160, verbose_name="protection unit"),
                ),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=80, verbose_name="responsible person"),
                ),
                ("address", models.CharField(blank=True, max_length=200, verbose_name="address")),
                (
                    "given_latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="In degrees, such as 36.651216.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "given_longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        help_text="In degrees, such as 117.120098.",
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                (
                    "given_datum",
                    models.CharField(
                        choices=[
                            ("cgcs2000", "CGCS2000"),
                            ("wgs84", "WGS-84"),
                            ("gcj02", "GCJ-02 (AutoNavi, Tencent)"),
                            ("bd09", "BD-09 (Baidu)"),
                        ],
                        default="cgcs2000",
                        max_length=10,
                        verbose_name="coordinates in",
                    ),
                ),
                (
                    "location_is_rough",
                    models.BooleanField(
                        default=False,
                        help_text="The coordinates are those of the village, town or county it lies in.",
                        verbose_name="only roughly located",
                    ),
                ),
                (
                    "latitude",
                    models.FloatField(blank=True, db_index=True, editable=False, null=True),
                ),
                ("longitude", models.FloatField(blank=True, editable=False, null=True)),
                ("hours", models.TextField(blank=True, verbose_name="opening hours")),
                (
                    "phone",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="telephone for visitors"
                    ),
                ),
                ("getting_there", models.TextField(blank=True, verbose_name="getting there")),
                ("facilities", models.TextField(blank=True, verbose_name="facilities")),
                (
                    "accessibility",
                    models.TextField(blank=True, verbose_name="access for disabled visitors"),
                ),
                (
                    "graves_named",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="named graves"),
                ),
                (
                    "graves_unnamed",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="graves of unknown martyrs"
                    ),
                ),
                (
                    "graves_source",
                    models.CharField(
                        blank=True,
                        help_text="With its year.",
                        max_length=200,
                        verbose_name="source of these numbers",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "takes_tribute",
                    models.BooleanField(
                        default=True,
                        help_text="Only at martyrs' facilities; never where the living are honoured.",
                        verbose_name="flowers can be laid here online",
                    ),
                ),
                (
                    "import_key",
                    models.CharField(
                        blank=True, db_index=True, default="", editable=False, max_length=200
                    ),
                ),
                (
                    "battles",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="sites",
                        to="heritage.battle",
                        verbose_name="battles",
                    ),
                ),
                (
                    "conflicts",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="sites",
                        to="heritage.conflict",
                        verbose_name="wars",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sites",
                        to="heritage.organisation",
                        verbose_name="record of the protection unit",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sites",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "memorial site",
                "verbose_name_plural": "memorial sites",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="EventPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("qingming", "Qingming commemoration"),
                            ("martyrs_day", "Martyrs' Day commemoration"),
                            ("national_day", "National Day commemoration"),
                            ("open_day", "open day of a barracks"),
                            ("farewell", "farewell or welcome of soldiers"),
                            ("visit", "guided visit"),
                            ("lecture", "lecture"),
                            ("other", "other"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("starts_at", models.DateTimeField(db_index=True, verbose_name="begins")),
                ("ends_at", models.DateTimeField(db_index=True, verbose_name="ends")),
                (
                    "venue",
                    models.CharField(
                        blank=True,
                        help_text="Where it is not at a site, or where there.",
                        max_length=200,
                        verbose_name="venue",
                    ),
                ),
                (
                    "organiser",
                    models.CharField(blank=True, max_length=160, verbose_name="organiser"),
                ),
                ("audience", models.CharField(blank=True, max_length=160, verbose_name="audience")),
                (
                    "capacity",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="capacity (people)"
                    ),
                ),
                (
                    "takes_bookings",
                    models.BooleanField(default=False, verbose_name="the public may sign up"),
                ),
                (
                    "booking_closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="sign-up closes"),
                ),
                ("cancelled", models.BooleanField(default=False, verbose_name="called off")),
                (
                    "attended",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="people who came"
                    ),
                ),
                (
                    "record",
                    models.TextField(
                        blank=True, help_text="Written afterwards.", verbose_name="record"
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="events",
                        to="heritage.organisation",
                        verbose_name="record of the organiser",
                    ),
                ),
            ],
            options={
                "verbose_name": "event",
                "verbose_name_plural": "events",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="Booking",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=cms.core.intake.receipts.new_receipt,
                        editable=False,
                        max_length=32,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                (
                    "contact_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="name to address"
                    ),
                ),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone"
                    ),
                ),
                (
                    "contact_email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "entered_via",
                    models.CharField(
                        choices=[
                            ("web", "by the person, on the site"),
                            ("phone", "by a clerk, on the telephone"),
                            ("paper", "by a clerk, from a signed paper"),
                            ("visit", "by a clerk, on a visit or at the counter"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="how it was handed in",
                    ),
                ),
                (
                    "entered_basis",
                    models.CharField(
                        blank=True,
                        help_text="Number of the signed paper, or when and with whom the call was.",
                        max_length=200,
                        verbose_name="basis",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "hold",
                    models.BooleanField(
                        default=False,
                        help_text="For a dispute or a legal duty; the personal data stay while this is set.",
                        verbose_name="keep from deletion",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is kept"),
                ),
                ("address_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submission_key",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("confirmed", "confirmed"),
                            ("declined", "declined"),
                            ("cancelled", "cancelled by us"),
                            ("attended", "attended"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[("family", "family"), ("school", "school"), ("group", "group")],
                        default="family",
                        max_length=10,
                        verbose_name="who comes",
                    ),
                ),
                (
                    "party_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=120, verbose_name="name of the school or group"
                    ),
                ),
                ("people", models.PositiveIntegerField(verbose_name="how many people")),
                (
                    "needs",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="what should be prepared"
                    ),
                ),
                (
                    "answer",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="answer of the office"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to="heritage.eventpage",
                        verbose_name="event",
                    ),
                ),
            ],
            options={
                "verbose_name": "sign-up for an event",
                "verbose_name_plural": "sign-ups for events",
                "ordering": ["-submitted_at", "-pk"],
                "abstract": False,
                "default_permissions": ("add", "change", "view", "unmask", "hold"),
            },
        ),
        migrations.CreateModel(
            name="BranchEditor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "may_publish",
                    models.BooleanField(
                        default=False,
                        help_text="Without it, what is written here is a draft that is handed up.",
                        verbose_name="may publish",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="branches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="branch_editors",
                        to="heritage.organisation",
                        verbose_name="organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "branch editor",
                "verbose_name_plural": "branch editors",
                "ordering": ["organisation__path", "user"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "organisation"),
                        name="one_branch_right_a_user_and_organisation",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CampaignPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                ("rules", models.TextField(blank=True, verbose_name="rules")),
                ("contact", models.TextField(blank=True, verbose_name="whom to ask")),
                (
                    "campaign",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="page",
                        to="heritage.campaign",
                        verbose_name="campaign",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "campaign page",
                "verbose_name_plural": "campaign pages",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="CandidacyPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reasons", models.JSONField(default=list)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("open", "to be decided"),
                            ("same", "one nominee"),
                            ("different", "two nominees"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="decision",
                    ),
                ),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "overwritten",
                    cms.core.intake.fields.EncryptedJSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        verbose_name="what the merge replaced",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.candidacy",
                    ),
                ),
            ],
            options={
                "verbose_name": "possible duplicate",
                "verbose_name_plural": "possible duplicates",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"), name="one_pair_of_candidacies"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="pair_in_order"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosedRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("start_ms", models.PositiveIntegerField(verbose_name="from")),
                ("end_ms", models.PositiveIntegerField(verbose_name="to")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("schools", "schools and on site only"),
                            ("on_site", "on site only"),
                            ("closed", "closed"),
                        ],
                        default="closed",
                        max_length=10,
                        verbose_name="open to",
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="closed until")),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="For the archive only; never shown.",
                        verbose_name="reason",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "lifted_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="lifted at"),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closed_ranges",
                        to="media.recording",
                        verbose_name="recording",
                    ),
                ),
            ],
            options={
                "verbose_name": "closed range",
                "verbose_name_plural": "closed ranges",
                "ordering": ["recording", "start_ms", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end_ms__gt", models.F("start_ms"))),
                        name="range_ends_after_start",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InterviewCollectionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "collection of interviews",
                "verbose_name_plural": "collections of interviews",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="InterviewPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                            ("person_card", 37),
                            ("recording", 40),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                            36: (
                                "wagtail.snippets.blocks.SnippetChooserBlock",
                                ("heritage.Person",),
                                {"label": "Person"},
                            ),
                            37: ("wagtail.blocks.StructBlock", [[("person", 36)]], {}),
                            38: ("media.blocks.RecordingChooserBlock", (), {"label": "Recording"}),
                            39: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What is heard or seen. Left empty, the title of the recording is shown.",
                                    "label": "Caption",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            40: (
                                "wagtail.blocks.StructBlock",
                                [[("recording", 38), ("caption", 39)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "archival_number",
                    models.CharField(
                        blank=True, db_index=True, max_length=60, verbose_name="archival number"
                    ),
                ),
                (
                    "recorded_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date of recording"
                    ),
                ),
                (
                    "recorded_until",
                    cms.core.fields.HistoricalDateField(
                        blank=True,
                        default="",
                        help_text="Only where it took more than one day.",
                        verbose_name="last day of recording",
                    ),
                ),
                (
                    "place_note",
                    models.CharField(
                        blank=True,
                        help_text="Such as 市光荣院三楼.",
                        max_length=120,
                        verbose_name="where exactly",
                    ),
                ),
                ("occasion", models.CharField(blank=True, max_length=200, verbose_name="occasion")),
                (
                    "equipment",
                    models.CharField(blank=True, max_length=300, verbose_name="equipment"),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True, default="汉语", max_length=80, verbose_name="languages"
                    ),
                ),
                ("dialect", models.CharField(blank=True, max_length=60, verbose_name="dialect")),
                (
                    "plan",
                    models.TextField(
                        blank=True,
                        help_text="For the archive: what the interview was to find out.",
                        verbose_name="plan",
                    ),
                ),
                (
                    "outline",
                    models.TextField(
                        blank=True,
                        help_text="One question a line.",
                        verbose_name="outline of questions",
                    ),
                ),
                (
                    "rights",
                    models.CharField(
                        blank=True,
                        help_text="Who holds them, as it is shown.",
                        max_length=300,
                        verbose_name="rights",
                    ),
                ),
                (
                    "heirs",
                    models.TextField(
                        blank=True,
                        help_text="For the archive only; never shown.",
                        verbose_name="heirs",
                    ),
                ),
                (
                    "battles",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="interviews",
                        to="heritage.battle",
                        verbose_name="battles",
                    ),
                ),
                (
                    "conflicts",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="interviews",
                        to="heritage.conflict",
                        verbose_name="wars",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "collecting_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.organisation",
                        verbose_name="collecting unit",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place of recording",
                    ),
                ),
                (
                    "units",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="interviews",
                        to="heritage.unit",
                        verbose_name="units",
                    ),
                ),
            ],
            options={
                "verbose_name": "interview",
                "verbose_name_plural": "interviews",
                "permissions": [("hear_as_school", "Can hear what is open to schools")],
            },
            bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, "wagtailcore.page"),
        ),
        migrations.CreateModel(
            name="CollectionInterview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interview_links",
                        to="heritage.interviewcollectionpage",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collection_links",
                        to="heritage.interviewpage",
                        verbose_name="interview",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "party",
                    models.CharField(
                        choices=[
                            ("narrator", "narrator"),
                            ("heir", "heir"),
                            ("guardian", "guardian"),
                            ("collector", "collector"),
                        ],
                        default="narrator",
                        max_length=10,
                        verbose_name="who agrees",
                    ),
                ),
                ("signed_by", models.CharField(max_length=80, verbose_name="signed by")),
                ("signed_on", models.DateField(verbose_name="signed on")),
                (
                    "document",
                    models.FileField(
                        blank=True,
                        storage=cms.core.storage.private_storage,
                        upload_to="consents/",
                        verbose_name="signed agreement",
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("public", "open to everybody"),
                            ("schools", "schools and on site only"),
                            ("on_site", "on site only"),
                            ("closed", "closed"),
                        ],
                        default="public",
                        max_length=10,
                        verbose_name="open to",
                    ),
                ),
                (
                    "closed_until",
                    models.DateField(
                        blank=True,
                        help_text="Nobody outside the archive reads or hears it before that day.",
                        null=True,
                        verbose_name="closed until",
                    ),
                ),
                ("terms", models.TextField(blank=True, verbose_name="what was agreed")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("in_force", "in force"),
                            ("withdrawn", "withdrawn"),
                            ("replaced", "replaced by another"),
                        ],
                        default="in_force",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "withdrawal_reason",
                    models.TextField(
                        blank=True, editable=False, verbose_name="why it was withdrawn"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "interview",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="heritage.interviewpage",
                        verbose_name="interview",
                    ),
                ),
            ],
            options={
                "verbose_name": "agreement",
                "verbose_name_plural": "agreements",
                "ordering": ["interview", "-signed_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ConsentLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="interview")),
                ("action", models.CharField(max_length=40, verbose_name="what was done")),
                ("details", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField(auto_now_add=True, db_index=True, verbose_name="at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="consent_log",
                        to="heritage.interviewpage",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry in the log of consent",
                "verbose_name_plural": "log of consent",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "author_name",
                    models.CharField(
                        help_text="As the credits of the published piece name the writer (通讯员).",
                        max_length=60,
                        verbose_name="correspondent",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "news"),
                            ("story", "story"),
                            ("clue", "clue about a person"),
                        ],
                        default="news",
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                (
                    "text",
                    models.TextField(
                        help_text="An empty line begins a new paragraph.", verbose_name="text"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("submitted", "handed up"),
                            ("returned", "returned for changes"),
                            ("adopted", "adopted"),
                            ("declined", "not adopted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        db_index=True, editable=False, null=True, verbose_name="handed up on"
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="decided on"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contributions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed up by",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="published as",
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="received_contributions",
                        to="heritage.organisation",
                        verbose_name="handed up to",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contributions",
                        to="heritage.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True,
                        related_name="contributions",
                        to="heritage.person",
                        verbose_name="people",
                    ),
                ),
            ],
            options={
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
                "ordering": ["-updated_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ContributionLog",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
                (
                    "from_state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("submitted", "handed up"),
                            ("returned", "returned for changes"),
                            ("adopted", "adopted"),
                            ("declined", "not adopted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "to_state",
                    models.CharField(
                        choices=[
                            ("draft", "being written"),
                            ("submitted", "handed up"),
                            ("returned", "returned for changes"),
                            ("adopted", "adopted"),
                            ("declined", "not adopted"),
                            ("withdrawn", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("remark", models.TextField(blank=True, verbose_name="remark")),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="log",
                        to="heritage.contribution",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "step of a contribution",
                "verbose_name_plural": "steps of contributions",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ContributionPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "contribution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="heritage.contribution",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture of a contribution",
                "verbose_name_plural": "pictures of contributions",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contribution", "image"), name="one_picture_once_a_contribution"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=cms.core.intake.receipts.new_receipt,
                        editable=False,
                        max_length=32,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                (
                    "contact_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="name to address"
                    ),
                ),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone"
                    ),
                ),
                (
                    "contact_email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "entered_via",
                    models.CharField(
                        choices=[
                            ("web", "by the person, on the site"),
                            ("phone", "by a clerk, on the telephone"),
                            ("paper", "by a clerk, from a signed paper"),
                            ("visit", "by a clerk, on a visit or at the counter"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="how it was handed in",
                    ),
                ),
                (
                    "entered_basis",
                    models.CharField(
                        blank=True,
                        help_text="Number of the signed paper, or when and with whom the call was.",
                        max_length=200,
                        verbose_name="basis",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "hold",
                    models.BooleanField(
                        default=False,
                        help_text="For a dispute or a legal duty; the personal data stay while this is set.",
                        verbose_name="keep from deletion",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is kept"),
                ),
                ("address_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submission_key",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "nominee_name",
                    models.CharField(
                        db_index=True, max_length=120, verbose_name="name of the nominee"
                    ),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                (
                    "birth",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="born"
                    ),
                ),
                (
                    "ethnicity",
                    models.CharField(blank=True, max_length=20, verbose_name="ethnicity"),
                ),
                (
                    "native_place",
                    models.CharField(blank=True, max_length=120, verbose_name="native place"),
                ),
                (
                    "unit",
                    models.CharField(blank=True, max_length=160, verbose_name="work unit and post"),
                ),
                (
                    "service",
                    models.CharField(blank=True, max_length=300, verbose_name="military service"),
                ),
                ("deeds", models.TextField(blank=True, max_length=10000, verbose_name="deeds")),
                (
                    "honours",
                    models.TextField(blank=True, max_length=2000, verbose_name="honours received"),
                ),
                (
                    "links",
                    models.TextField(blank=True, max_length=1000, verbose_name="links to videos"),
                ),
                (
                    "details",
                    cms.core.intake.fields.EncryptedJSONField(
                        blank=True, default=dict, verbose_name="further answers"
                    ),
                ),
                (
                    "nominee_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone of the nominee"
                    ),
                ),
                (
                    "nominee_phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="nominee_phone"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("correcting", "something is to be corrected"),
                            ("in_selection", "in the selection"),
                            ("not_passed", "did not pass the screening"),
                            ("chosen", "chosen"),
                            ("not_chosen", "not chosen this time"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                (
                    "by",
                    models.CharField(
                        choices=[
                            ("self", "I nominate myself or us"),
                            ("other", "I nominate somebody else"),
                            ("organisation", "an organisation nominates"),
                            ("level", "passed up by a service station or centre"),
                        ],
                        default="other",
                        max_length=14,
                        verbose_name="who nominates",
                    ),
                ),
                (
                    "relation",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=120, verbose_name="how you know the nominee"
                    ),
                ),
                (
                    "organisation_name",
                    models.CharField(
                        blank=True, max_length=160, verbose_name="nominating organisation"
                    ),
                ),
                (
                    "opinion",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="opinion of the station or centre"
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="rank among those passed up"
                    ),
                ),
                (
                    "nominee_consent",
                    models.CharField(
                        choices=[
                            ("self", "I am the nominee"),
                            ("given", "the nominee has agreed"),
                            ("later", "not yet; the office may ask"),
                        ],
                        default="given",
                        max_length=8,
                        verbose_name="does the nominee agree",
                    ),
                ),
                (
                    "consent_reason",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="why they were not asked yet"
                    ),
                ),
                (
                    "self_scores",
                    models.JSONField(
                        blank=True, default=dict, editable=False, verbose_name="self-assessment"
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="heritage.candidacy",
                        verbose_name="candidacy",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nominations",
                        to="heritage.campaigntitle",
                        verbose_name="title",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "recommending_place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="passed up by",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.titlecategory",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "nomination",
                "verbose_name_plural": "nominations",
                "ordering": ["-submitted_at", "-pk"],
                "abstract": False,
                "default_permissions": ("add", "change", "view", "unmask", "hold"),
                "indexes": [
                    models.Index(fields=["title", "state"], name="heritage_no_title_i_05e6fd_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "asked",
                    cms.core.intake.fields.EncryptedTextField(
                        max_length=1000, verbose_name="what is to be corrected"
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="until")),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=5000, verbose_name="your answer"
                    ),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="heritage.nomination",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for correction",
                "verbose_name_plural": "requests for correction",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="DayInHistory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "month",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(12),
                        ],
                        verbose_name="month",
                    ),
                ),
                (
                    "day",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(31),
                        ],
                        verbose_name="day",
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Left empty for a day kept every year.",
                        null=True,
                        verbose_name="year",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("text", models.CharField(blank=True, max_length=300, verbose_name="text")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
                (
                    "page",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page to read on",
                    ),
                ),
            ],
            options={
                "verbose_name": "day in history",
                "verbose_name_plural": "days in history",
                "ordering": ["month", "day", "year"],
                "indexes": [
                    models.Index(fields=["month", "day"], name="heritage_da_month_9ee27e_idx")
                ],
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("inspector_name", models.CharField(max_length=80, verbose_name="inspector")),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "client_key",
                    models.CharField(
                        blank=True, editable=False, max_length=36, null=True, unique=True
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="inspector",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inspections",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection",
                "verbose_name_plural": "inspections",
                "ordering": ["-on", "-pk"],
                "indexes": [
                    models.Index(fields=["site", "on"], name="heritage_in_site_id_2a0de6_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="Defect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("stele", "stele and inscriptions"),
                            ("graves", "graves"),
                            ("wall", "wall of names"),
                            ("greenery", "trees and lawns"),
                            ("fire", "fire protection"),
                            ("exhibition", "exhibition"),
                            ("building", "buildings"),
                            ("paths", "paths and railings"),
                            ("security", "security and cameras"),
                            ("order", "order and cleanliness"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "severity",
                    models.CharField(
                        choices=[("minor", "minor"), ("serious", "serious"), ("urgent", "urgent")],
                        max_length=10,
                        verbose_name="severity",
                    ),
                ),
                ("what", models.CharField(max_length=300, verbose_name="what is wrong")),
                (
                    "deadline",
                    models.DateField(blank=True, null=True, verbose_name="to be mended by"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("repaired", "repaired"),
                            ("confirmed", "repair confirmed"),
                        ],
                        db_index=True,
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("repaired_on", models.DateField(blank=True, null=True, verbose_name="mended on")),
                (
                    "repair",
                    models.CharField(blank=True, max_length=300, verbose_name="what was done"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="defects",
                        to="heritage.inspection",
                    ),
                ),
            ],
            options={
                "verbose_name": "defect",
                "verbose_name_plural": "defects",
                "ordering": ["deadline", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DepartmentOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.CharField(max_length=120, verbose_name="department")),
                (
                    "opinion",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("agrees", "agrees"),
                            ("reserves", "agrees with a reservation"),
                            ("objects", "objects"),
                        ],
                        max_length=8,
                        verbose_name="opinion",
                    ),
                ),
                (
                    "text",
                    models.CharField(blank=True, max_length=1000, verbose_name="in its words"),
                ),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="document")),
                ("asked_on", models.DateField(blank=True, null=True, verbose_name="asked")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="answered")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="heritage.candidacy",
                    ),
                ),
            ],
            options={
                "verbose_name": "opinion of a department",
                "verbose_name_plural": "opinions of departments",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidacy", "department"), name="one_opinion_a_department"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EligibilityItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "category_name",
                    models.CharField(
                        blank=True,
                        help_text="Empty: for all.",
                        max_length=60,
                        verbose_name="only for the category",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="item")),
                (
                    "is_negative",
                    models.BooleanField(default=False, verbose_name="on the negative list"),
                ),
                (
                    "title",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="eligibility_items",
                        to="heritage.campaigntitle",
                    ),
                ),
            ],
            options={
                "verbose_name": "eligibility item",
                "verbose_name_plural": "eligibility items",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="EligibilityFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_met", models.BooleanField(null=True, verbose_name="met")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.eligibilityitem",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidacy", "item"), name="one_finding_an_item"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Roll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="The book or list it was taken from, as it is cited.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Shown above the names.", verbose_name="note"
                    ),
                ),
                (
                    "live",
                    models.BooleanField(
                        default=False,
                        help_text="Whether the public may see and find its names.",
                        verbose_name="public",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; its pages carry the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        help_text="Where its names come from, if from one place.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="rolls",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
            ],
            options={
                "verbose_name": "roll of names",
                "verbose_name_plural": "rolls of names",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RollImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        db_index=True, max_length=160, verbose_name="name of the list"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=200,
                        storage=cms.core.storage.private_storage,
                        upload_to="rolls/",
                        verbose_name="file",
                    ),
                ),
                (
                    "file_name",
                    models.CharField(blank=True, max_length=200, verbose_name="file name"),
                ),
                ("headings", models.JSONField(default=list, editable=False)),
                ("mapping", models.JSONField(default=dict, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("uploaded", "uploaded"),
                            ("running", "being imported"),
                            ("broken", "broken off"),
                            ("done", "imported"),
                            ("given_up", "given up"),
                        ],
                        db_index=True,
                        default="uploaded",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("report", models.JSONField(default=dict, editable=False)),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="started")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished")),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="heritage.roll",
                        verbose_name="roll of names",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "import of a roll",
                "verbose_name_plural": "imports of rolls",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="RollEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "row",
                    models.PositiveIntegerField(
                        blank=True, editable=False, null=True, verbose_name="row"
                    ),
                ),
                (
                    "row_key",
                    models.CharField(blank=True, default="", editable=False, max_length=32),
                ),
                (
                    "written",
                    models.JSONField(
                        default=list, editable=False, verbose_name="row of the source"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, it is made.",
                        max_length=160,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=160),
                ),
                ("sort_strokes", models.CharField(default="", editable=False, max_length=160)),
                (
                    "match_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=60),
                ),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=8,
                        verbose_name="sex",
                    ),
                ),
                (
                    "birth_written",
                    models.CharField(blank=True, max_length=80, verbose_name="birth as written"),
                ),
                (
                    "birth",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date of birth"
                    ),
                ),
                (
                    "native_place_written",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="native place as written"
                    ),
                ),
                (
                    "enlisted_written",
                    models.CharField(blank=True, max_length=120, verbose_name="joined as written"),
                ),
                (
                    "enlisted",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="joined"
                    ),
                ),
                (
                    "party_written",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="Party or League as written"
                    ),
                ),
                (
                    "party_joined",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="joined the Party or League"
                    ),
                ),
                (
                    "unit_written",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="unit and post as written"
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "death_written",
                    models.CharField(blank=True, max_length=300, verbose_name="death as written"),
                ),
                (
                    "death",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date of death"
                    ),
                ),
                (
                    "death_place_written",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="place of death as written"
                    ),
                ),
                (
                    "battle_written",
                    models.CharField(blank=True, max_length=160, verbose_name="battle as written"),
                ),
                ("cause", models.CharField(blank=True, max_length=120, verbose_name="cause")),
                (
                    "honours_written",
                    models.CharField(blank=True, max_length=300, verbose_name="honours as written"),
                ),
                (
                    "grave_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own", "a grave of their own"),
                            ("shared", "a shared grave"),
                            ("unknown", "grave of an unknown"),
                            ("cenotaph", "cenotaph"),
                            ("name", "name on a wall"),
                            ("not_found", "resting place not known"),
                        ],
                        max_length=12,
                        verbose_name="how they rest",
                    ),
                ),
                (
                    "grave_written",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="resting place as written"
                    ),
                ),
                ("grave_area", models.CharField(blank=True, max_length=40, verbose_name="area")),
                (
                    "grave_row",
                    models.CharField(blank=True, max_length=20, verbose_name="row of graves"),
                ),
                (
                    "grave_number",
                    models.CharField(blank=True, max_length=40, verbose_name="number"),
                ),
                ("remarks", models.TextField(blank=True, verbose_name="remarks")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, that of the roll.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                ("source_pages", models.CharField(blank=True, max_length=40, verbose_name="pages")),
                (
                    "verification",
                    models.CharField(
                        choices=[
                            ("recorded", "as recorded"),
                            ("verified", "verified"),
                            ("disputed", "disputed"),
                        ],
                        default="recorded",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "verification_note",
                    models.CharField(
                        blank=True,
                        max_length=300,
                        verbose_name="what is disputed or how it was verified",
                    ),
                ),
                (
                    "seeks_kin",
                    models.BooleanField(
                        default=False,
                        help_text="Listed among those whose kin are sought.",
                        verbose_name="kin are sought",
                    ),
                ),
                ("live", models.BooleanField(default=True, verbose_name="public")),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "battle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roll_entries",
                        to="heritage.battle",
                        verbose_name="battle",
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roll_entries",
                        to="heritage.conflict",
                        verbose_name="war",
                    ),
                ),
                (
                    "death_place",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place of death",
                    ),
                ),
                (
                    "honours",
                    models.ManyToManyField(
                        blank=True,
                        related_name="roll_entries",
                        to="heritage.honour",
                        verbose_name="honours",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merged",
                        to="heritage.rollentry",
                    ),
                ),
                (
                    "native_place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roll_entries",
                        to="heritage.place",
                        verbose_name="native place",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roll_entries",
                        to="heritage.person",
                        verbose_name="record of the person",
                    ),
                ),
                (
                    "roll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="heritage.roll",
                        verbose_name="roll of names",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roll_entries",
                        to="heritage.memorialsitepage",
                        verbose_name="resting place",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to="heritage.rollimport",
                        verbose_name="import",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roll_entries",
                        to="heritage.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "name on a roll",
                "verbose_name_plural": "names on rolls",
                "ordering": ["pk"],
                "permissions": [("import_rollentry", "Can import and export rolls of names")],
                "indexes": [
                    models.Index(
                        fields=["roll", "sort_strokes"], name="heritage_ro_roll_id_a5579b_idx"
                    ),
                    models.Index(
                        condition=models.Q(("seeks_kin", True)),
                        fields=["native_place", "sort_pinyin"],
                        name="entries_seeking_kin",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("row_key", ""), _negated=True),
                        fields=("roll", "row_key"),
                        name="one_entry_a_row_of_a_list",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EntryPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "to be decided"),
                            ("same", "one person"),
                            ("different", "two people"),
                        ],
                        db_index=True,
                        default="open",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.rollentry",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.rollentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "possible duplicate",
                "verbose_name_plural": "possible duplicates",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("first", "second"), name="one_row_a_pair_of_entries"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="lower_entry_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EventIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "section of events",
                "verbose_name_plural": "sections of events",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="EventPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, max_length=160, verbose_name="caption")),
                (
                    "event",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="heritage.eventpage",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="picture",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ExhibitionPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "rooms",
                    wagtail.fields.StreamField(
                        [("room", 12)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 80},
                            ),
                            1: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text at the door", "required": False, "rows": 4},
                            ),
                            2: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Name of the object", "max_length": 80},
                            ),
                            3: (
                                "wagtail.images.blocks.ImageChooserBlock",
                                (),
                                {"label": "Picture", "required": False},
                            ),
                            4: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "As it is known: 1952年冬.",
                                    "label": "Time",
                                    "max_length": 60,
                                    "required": False,
                                },
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "label": "Material and size",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Its story", "required": False, "rows": 4},
                            ),
                            8: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Who gave it, when, and the number it is kept under.",
                                    "label": "Provenance",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            9: (
                                "media.blocks.RecordingChooserBlock",
                                (),
                                {"label": "Recording", "required": False},
                            ),
                            10: (
                                "wagtail.blocks.StructBlock",
                                [
                                    [
                                        ("name", 2),
                                        ("image", 3),
                                        ("alt", 4),
                                        ("dated", 5),
                                        ("material", 6),
                                        ("caption", 7),
                                        ("provenance", 8),
                                        ("recording", 9),
                                    ]
                                ],
                                {},
                            ),
                            11: ("wagtail.blocks.ListBlock", (10,), {"label": "Objects"}),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 0), ("text", 1), ("objects", 11)]],
                                {},
                            ),
                        },
                        verbose_name="rooms",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "exhibition",
                "verbose_name_plural": "exhibitions",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="FactChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("record_name", models.CharField(max_length=120, verbose_name="record")),
                ("topic", models.CharField(max_length=20, verbose_name="statement")),
                ("label", models.CharField(max_length=60, verbose_name="what changed")),
                ("kind", models.CharField(editable=False, max_length=8)),
                ("old", models.CharField(max_length=300, verbose_name="old value")),
                ("new", models.CharField(blank=True, max_length=300, verbose_name="new value")),
                ("old_value", models.CharField(editable=False, max_length=300)),
                ("new_value", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="changed at"
                    ),
                ),
                (
                    "searched_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="searched at"),
                ),
                ("announced", models.BooleanField(default=False, editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="changed by",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "changed fact",
                "verbose_name_plural": "changed facts",
                "ordering": ["-at", "-pk"],
                "indexes": [
                    models.Index(
                        fields=["content_type", "object_id"], name="heritage_fa_content_7ae3ef_idx"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        blank=True,
                        help_text="The end of the address. Left empty, it is made from the name.",
                        max_length=80,
                        unique=True,
                        verbose_name="slug",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="With tone marks. Left empty, it is made from the name; check polyphones.",
                        max_length=240,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "other_names",
                    models.CharField(
                        blank=True,
                        help_text="Shown beside the name; separated by ；.",
                        max_length=300,
                        verbose_name="other names",
                    ),
                ),
                (
                    "aliases",
                    models.CharField(
                        blank=True,
                        help_text="Words under which the search finds it too; never shown. Separated by ；.",
                        max_length=300,
                        verbose_name="found as",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="Two or three sentences at the head of the page.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where what is said here can be read.",
                        max_length=300,
                        verbose_name="source",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("volunteer", "volunteer team"), ("lecture", "lecture team")],
                        db_index=True,
                        default="volunteer",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "founded",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="founded"
                    ),
                ),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="heritage.organisation",
                        verbose_name="kept by",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="teams",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "team",
                "verbose_name_plural": "teams",
                "ordering": ["sort_pinyin"],
            },
            bases=(
                wagtail.models.preview.PreviewableMixin,
                modelsearch.index.Indexed,
                models.Model,
            ),
        ),
        migrations.CreateModel(
            name="TeamActivity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live", models.BooleanField(default=True, editable=False, verbose_name="live")),
                (
                    "has_unpublished_changes",
                    models.BooleanField(
                        default=False, editable=False, verbose_name="has unpublished changes"
                    ),
                ),
                (
                    "first_published_at",
                    models.DateTimeField(
                        blank=True, db_index=True, null=True, verbose_name="first published at"
                    ),
                ),
                (
                    "last_published_at",
                    models.DateTimeField(
                        editable=False, null=True, verbose_name="last published at"
                    ),
                ),
                (
                    "go_live_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
                ),
                (
                    "expire_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
                ),
                (
                    "expired",
                    models.BooleanField(default=False, editable=False, verbose_name="expired"),
                ),
                (
                    "locked",
                    models.BooleanField(default=False, editable=False, verbose_name="locked"),
                ),
                (
                    "locked_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
                ),
                ("held_on", models.DateField(db_index=True, verbose_name="date")),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "place_text",
                    models.CharField(blank=True, max_length=120, verbose_name="place as written"),
                ),
                ("text", models.TextField(blank=True, verbose_name="what was done")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "latest_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="latest revision",
                    ),
                ),
                (
                    "live_revision",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                        verbose_name="live revision",
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="locked_%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="locked by",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="activities",
                        to="heritage.team",
                        verbose_name="team",
                    ),
                ),
            ],
            options={
                "verbose_name": "activity of a team",
                "verbose_name_plural": "activities of teams",
                "ordering": ["-held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.CharField(
                        db_index=True,
                        help_text="Such as: 志愿服务队, 服务时长, 听讲人次.",
                        max_length=60,
                        verbose_name="what is counted",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=16, verbose_name="number"),
                ),
                (
                    "qualifier",
                    models.CharField(
                        blank=True,
                        help_text="What the source adds to the number, such as 余 or 约.",
                        max_length=20,
                        verbose_name="as reported",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        help_text="支、小时、人次…",
                        max_length=20,
                        verbose_name="unit of the number",
                    ),
                ),
                (
                    "period_from",
                    cms.core.fields.PartialDateField(
                        blank=True, default="", verbose_name="period from"
                    ),
                ),
                (
                    "period_to",
                    cms.core.fields.PartialDateField(
                        blank=True, default="", verbose_name="period to"
                    ),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                ("source_url", models.URLField(blank=True, verbose_name="address of the source")),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="heritage.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="heritage.team",
                        verbose_name="team",
                    ),
                ),
                (
                    "activity",
                    modelcluster.fields.ParentalKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="heritage.teamactivity",
                        verbose_name="activity",
                    ),
                ),
            ],
            options={
                "verbose_name": "figure",
                "verbose_name_plural": "figures",
                "ordering": ["measure", "period_from", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("activity", None), ("organisation__isnull", False), ("team", None)
                            ),
                            models.Q(
                                ("activity", None), ("organisation", None), ("team__isnull", False)
                            ),
                            models.Q(
                                ("activity__isnull", False), ("organisation", None), ("team", None)
                            ),
                            _connector="OR",
                        ),
                        name="a_figure_is_about_one_thing",
                        violation_error_message="Choose one: an organisation, a team or an activity.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupJourney",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("destination", models.CharField(max_length=200, verbose_name="destination")),
                ("since", models.DateField(verbose_name="first day")),
                ("until", models.DateField(verbose_name="last day")),
                (
                    "accompanied_by",
                    models.CharField(blank=True, max_length=200, verbose_name="accompanied by"),
                ),
                (
                    "organiser",
                    models.CharField(blank=True, max_length=160, verbose_name="organiser"),
                ),
                (
                    "travellers",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="travellers"),
                ),
                ("record", models.TextField(blank=True, verbose_name="record")),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="journeys",
                        to="heritage.eventpage",
                        verbose_name="page about it",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="journeys",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
            ],
            options={
                "verbose_name": "group journey",
                "verbose_name_plural": "group journeys",
                "ordering": ["-since", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="StoryPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "import_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                (
                    "import_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                            ("person_card", 37),
                            ("recording", 40),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                            36: (
                                "wagtail.snippets.blocks.SnippetChooserBlock",
                                ("heritage.Person",),
                                {"label": "Person"},
                            ),
                            37: ("wagtail.blocks.StructBlock", [[("person", 36)]], {}),
                            38: ("media.blocks.RecordingChooserBlock", (), {"label": "Recording"}),
                            39: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What is heard or seen. Left empty, the title of the recording is shown.",
                                    "label": "Caption",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            40: (
                                "wagtail.blocks.StructBlock",
                                [[("recording", 38), ("caption", 39)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "battles",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="stories",
                        to="heritage.battle",
                        verbose_name="battles",
                    ),
                ),
                (
                    "conflicts",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="stories",
                        to="heritage.conflict",
                        verbose_name="wars",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "honours",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True,
                        related_name="stories",
                        to="heritage.honour",
                        verbose_name="honours",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "units",
                    modelcluster.fields.ParentalManyToManyField(
                        blank=True, related_name="stories", to="heritage.unit", verbose_name="units"
                    ),
                ),
            ],
            options={
                "verbose_name": "hero story",
                "verbose_name_plural": "hero stories",
            },
            bases=("wagtailcore.page", models.Model),
        ),
        migrations.CreateModel(
            name="Honouree",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(
                        db_index=True,
                        validators=[
                            django.core.validators.MinValueValidator(1949),
                            django.core.validators.MaxValueValidator(2200),
                        ],
                        verbose_name="year",
                    ),
                ),
                (
                    "title_name",
                    models.CharField(db_index=True, max_length=80, verbose_name="title"),
                ),
                (
                    "category_name",
                    models.CharField(blank=True, max_length=60, verbose_name="category"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("family", "family"),
                            ("collective", "collective"),
                            ("organisation", "organisation or enterprise"),
                            ("project", "project"),
                            ("work", "work, such as a pupil's reading"),
                        ],
                        default="person",
                        max_length=14,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=240),
                ),
                (
                    "stroke_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=255),
                ),
                (
                    "unit",
                    models.CharField(blank=True, max_length=160, verbose_name="work unit and post"),
                ),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MaxValueValidator(5)],
                        verbose_name="stars",
                    ),
                ),
                ("citation", models.CharField(blank=True, max_length=600, verbose_name="citation")),
                (
                    "deeds",
                    models.TextField(blank=True, max_length=3000, verbose_name="deeds in brief"),
                ),
                (
                    "certificate",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="number of the certificate"
                    ),
                ),
                (
                    "image_basis",
                    models.CharField(
                        blank=True,
                        help_text="Who agreed, when, on what paper. Without it the picture is not shown.",
                        max_length=200,
                        verbose_name="right to show the picture",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="source")),
                (
                    "is_shown",
                    models.BooleanField(db_index=True, default=False, verbose_name="announced"),
                ),
                (
                    "is_sample",
                    models.BooleanField(default=False, editable=False, verbose_name="sample"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="revoked"
                    ),
                ),
                ("revoked_reason", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "campaign",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="honourees",
                        to="heritage.campaign",
                    ),
                ),
                (
                    "candidacy",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honouree",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honourees",
                        to="heritage.honour",
                        verbose_name="record of the honour",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honourees",
                        to="heritage.organisation",
                        verbose_name="record of the organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honourees",
                        to="heritage.person",
                        verbose_name="record of the person",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honourees",
                        to="heritage.place",
                        verbose_name="region",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="honourees",
                        to="heritage.storypage",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "honouree",
                "verbose_name_plural": "honourees",
                "ordering": ["-year", "title_name", "stroke_key", "pk"],
                "indexes": [
                    models.Index(fields=["year", "title_name"], name="heritage_ho_year_6af8c1_idx")
                ],
            },
        ),
        migrations.CreateModel(
            name="HonoursIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "section of honours",
                "verbose_name_plural": "sections of honours",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ImportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "batch",
                    models.UUIDField(db_index=True, default=uuid.uuid4, verbose_name="upload"),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "file",
                    models.FileField(
                        storage=cms.core.storage.private_storage, upload_to="imports/"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "file to import",
                "verbose_name_plural": "files to import",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InspectionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("stele", "stele and inscriptions"),
                            ("graves", "graves"),
                            ("wall", "wall of names"),
                            ("greenery", "trees and lawns"),
                            ("fire", "fire protection"),
                            ("exhibition", "exhibition"),
                            ("building", "buildings"),
                            ("paths", "paths and railings"),
                            ("security", "security and cameras"),
                            ("order", "order and cleanliness"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "grade",
                    models.CharField(
                        choices=[
                            ("good", "good"),
                            ("fair", "fair"),
                            ("poor", "poor"),
                            ("none", "the site has none"),
                        ],
                        max_length=6,
                        verbose_name="grade",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="heritage.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("inspection", "part"), name="a_part_once_an_inspection"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InspectionPicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stele", "stele and inscriptions"),
                            ("graves", "graves"),
                            ("wall", "wall of names"),
                            ("greenery", "trees and lawns"),
                            ("fire", "fire protection"),
                            ("exhibition", "exhibition"),
                            ("building", "buildings"),
                            ("paths", "paths and railings"),
                            ("security", "security and cameras"),
                            ("order", "order and cleanliness"),
                        ],
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "file",
                    models.ImageField(
                        storage=cms.core.storage.private_storage,
                        upload_to="inspections/%Y/%m/",
                        verbose_name="picture",
                    ),
                ),
                (
                    "after_repair",
                    models.BooleanField(default=False, verbose_name="after the repair"),
                ),
                (
                    "defect",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="heritage.defect",
                    ),
                ),
                (
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="heritage.inspection",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="InspectionSchedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "every_months",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(24),
                        ],
                        verbose_name="every how many months",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="from")),
                ("suspended", models.BooleanField(default=False, verbose_name="suspended")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "inspector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who inspects",
                    ),
                ),
                (
                    "site",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inspection_schedule",
                        to="heritage.memorialsitepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "inspection schedule",
                "verbose_name_plural": "inspection schedules",
            },
        ),
        migrations.CreateModel(
            name="InterviewCollector",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=80, verbose_name="names")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("interviewer", "interviewer"),
                            ("camera", "camera"),
                            ("sound", "sound"),
                            ("notes", "notes"),
                            ("transcriber", "transcriber"),
                            ("other", "other"),
                        ],
                        default="interviewer",
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "post",
                    models.CharField(blank=True, max_length=120, verbose_name="unit and post"),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collectors",
                        to="heritage.interviewpage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterviewIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "oral-history archive",
                "verbose_name_plural": "oral-history archives",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="InterviewNarrator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "standpoint",
                    models.CharField(
                        choices=[
                            ("lived", "lived through it"),
                            ("saw", "saw it"),
                            ("heard", "heard of it at first hand"),
                            ("wrote", "wrote the text that is read out"),
                        ],
                        default="lived",
                        max_length=6,
                        verbose_name="standpoint",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="narrators",
                        to="heritage.interviewpage",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interviews",
                        to="heritage.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterviewRecording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "label",
                    models.CharField(
                        blank=True,
                        help_text="Such as 第1盘A面. Shown over its part.",
                        max_length=80,
                        verbose_name="label",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recording_links",
                        to="heritage.interviewpage",
                    ),
                ),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interview_links",
                        to="media.recording",
                        verbose_name="recording",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterviewStory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to="heritage.interviewpage",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.WAGTAIL_PAGE_MODEL,
                        verbose_name="page",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JourneyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=cms.core.intake.receipts.new_receipt,
                        editable=False,
                        max_length=32,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                (
                    "contact_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="name to address"
                    ),
                ),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone"
                    ),
                ),
                (
                    "contact_email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "entered_via",
                    models.CharField(
                        choices=[
                            ("web", "by the person, on the site"),
                            ("phone", "by a clerk, on the telephone"),
                            ("paper", "by a clerk, from a signed paper"),
                            ("visit", "by a clerk, on a visit or at the counter"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="how it was handed in",
                    ),
                ),
                (
                    "entered_basis",
                    models.CharField(
                        blank=True,
                        help_text="Number of the signed paper, or when and with whom the call was.",
                        max_length=200,
                        verbose_name="basis",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "hold",
                    models.BooleanField(
                        default=False,
                        help_text="For a dispute or a legal duty; the personal data stay while this is set.",
                        verbose_name="keep from deletion",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is kept"),
                ),
                ("address_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submission_key",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("planned", "planned"),
                            ("made", "made"),
                            ("declined", "cannot be done"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "fallen",
                    cms.core.intake.fields.EncryptedTextField(
                        max_length=120, verbose_name="whose grave"
                    ),
                ),
                (
                    "relation",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=120, verbose_name="how you are related"
                    ),
                ),
                ("people", models.PositiveIntegerField(default=1, verbose_name="how many travel")),
                (
                    "needs",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="what we should know"
                    ),
                ),
                (
                    "answer",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=1000, verbose_name="answer of the office"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "journey",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="requests",
                        to="heritage.groupjourney",
                        verbose_name="group journey",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.rollentry",
                        verbose_name="name on a roll",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a journey",
                "verbose_name_plural": "requests for journeys",
                "ordering": ["-submitted_at", "-pk"],
                "abstract": False,
                "default_permissions": ("add", "change", "view", "unmask", "hold"),
            },
        ),
        migrations.CreateModel(
            name="KinLead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=cms.core.intake.receipts.new_receipt,
                        editable=False,
                        max_length=32,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                (
                    "contact_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="name to address"
                    ),
                ),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone"
                    ),
                ),
                (
                    "contact_email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "entered_via",
                    models.CharField(
                        choices=[
                            ("web", "by the person, on the site"),
                            ("phone", "by a clerk, on the telephone"),
                            ("paper", "by a clerk, from a signed paper"),
                            ("visit", "by a clerk, on a visit or at the counter"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="how it was handed in",
                    ),
                ),
                (
                    "entered_basis",
                    models.CharField(
                        blank=True,
                        help_text="Number of the signed paper, or when and with whom the call was.",
                        max_length=200,
                        verbose_name="basis",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "hold",
                    models.BooleanField(
                        default=False,
                        help_text="For a dispute or a legal duty; the personal data stay while this is set.",
                        verbose_name="keep from deletion",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is kept"),
                ),
                ("address_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submission_key",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("checking", "being checked"),
                            ("needs_more", "needs more"),
                            ("confirmed", "confirmed"),
                            ("not_confirmed", "not confirmed"),
                            ("closed", "closed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=14,
                        verbose_name="state",
                    ),
                ),
                (
                    "kinship",
                    models.CharField(
                        choices=[
                            ("close", "spouse, child or grandchild"),
                            ("relative", "another relative"),
                            ("comrade", "comrade-in-arms or their family"),
                            ("neighbour", "from the same village or town"),
                            ("researcher", "researcher or volunteer"),
                            ("other", "somebody else"),
                        ],
                        max_length=10,
                        verbose_name="who you are to them",
                    ),
                ),
                (
                    "relation",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=200, verbose_name="how you are related"
                    ),
                ),
                (
                    "knows",
                    cms.core.intake.fields.EncryptedTextField(
                        max_length=4000, verbose_name="what you know"
                    ),
                ),
                (
                    "finding",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="what was found"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leads",
                        to="heritage.rollentry",
                        verbose_name="name on a roll",
                    ),
                ),
            ],
            options={
                "verbose_name": "kin lead",
                "verbose_name_plural": "kin leads",
                "ordering": ["-submitted_at", "-pk"],
                "abstract": False,
                "default_permissions": ("add", "change", "view", "unmask", "hold"),
            },
        ),
        migrations.CreateModel(
            name="LeadMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_office", models.BooleanField(default=False)),
                (
                    "text",
                    cms.core.intake.fields.EncryptedTextField(
                        max_length=2000, verbose_name="message"
                    ),
                ),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: written by the family.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="heritage.kinlead",
                    ),
                ),
            ],
            options={
                "verbose_name": "message about a lead",
                "verbose_name_plural": "messages about leads",
                "ordering": ["sent_at", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="time")),
                ("action", models.CharField(max_length=60, verbose_name="action")),
                ("actor", models.CharField(blank=True, max_length=40)),
                ("data", models.JSONField(default=dict)),
                ("previous", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="log",
                        to="heritage.campaign",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a campaign's log",
                "verbose_name_plural": "entries of campaigns' logs",
                "ordering": ["campaign", "number"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "number"), name="one_log_entry_a_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MemorialIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "section of memorial sites",
                "verbose_name_plural": "sections of memorial sites",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="NegativeEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=120, verbose_name="name")),
                (
                    "match_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=120),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="ground")),
                ("document", models.CharField(blank=True, max_length=200, verbose_name="document")),
                ("until", models.DateField(blank=True, null=True, verbose_name="in force until")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of the negative list",
                "verbose_name_plural": "negative list",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="PublicNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160, verbose_name="title")),
                (
                    "intro",
                    models.TextField(blank=True, max_length=2000, verbose_name="introduction"),
                ),
                ("starts_on", models.DateField(verbose_name="first day")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=5,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60),
                        ],
                        verbose_name="length",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("working", "working days"), ("calendar", "calendar days")],
                        default="working",
                        max_length=10,
                        verbose_name="counted in",
                    ),
                ),
                (
                    "ends_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="last day"
                    ),
                ),
                (
                    "order",
                    models.CharField(
                        choices=[("strokes", "by strokes of the surname"), ("rank", "by rank")],
                        default="strokes",
                        max_length=8,
                        verbose_name="order",
                    ),
                ),
                (
                    "supervision_phone",
                    models.CharField(max_length=60, verbose_name="supervision telephone"),
                ),
                (
                    "supervision_address",
                    models.CharField(max_length=200, verbose_name="supervision address"),
                ),
                (
                    "supervision_email",
                    models.EmailField(
                        blank=True, max_length=254, verbose_name="supervision mailbox"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "being prepared"),
                            ("published", "published"),
                            ("called_back", "called back"),
                            ("closed", "closed"),
                        ],
                        db_index=True,
                        default="draft",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "called_back_reason",
                    models.CharField(blank=True, editable=False, max_length=300),
                ),
                (
                    "by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="public_notices",
                        to="heritage.campaign",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="at the level of",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="public_notices",
                        to="heritage.stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "public notice",
                "verbose_name_plural": "public notices",
                "ordering": ["-starts_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="NoticeRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("title_name", models.CharField(max_length=80)),
                ("category_name", models.CharField(blank=True, max_length=60)),
                ("struck_at", models.DateTimeField(blank=True, null=True)),
                ("struck_reason", models.CharField(blank=True, max_length=300)),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notice_rows",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="heritage.publicnotice",
                    ),
                ),
            ],
            options={
                "verbose_name": "name on a notice",
                "verbose_name_plural": "names on notices",
                "ordering": ["notice", "position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "candidacy"), name="once_on_a_notice")
                ],
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=cms.core.intake.receipts.new_receipt,
                        editable=False,
                        max_length=32,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                (
                    "contact_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="name to address"
                    ),
                ),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone"
                    ),
                ),
                (
                    "contact_email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "entered_via",
                    models.CharField(
                        choices=[
                            ("web", "by the person, on the site"),
                            ("phone", "by a clerk, on the telephone"),
                            ("paper", "by a clerk, from a signed paper"),
                            ("visit", "by a clerk, on a visit or at the counter"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="how it was handed in",
                    ),
                ),
                (
                    "entered_basis",
                    models.CharField(
                        blank=True,
                        help_text="Number of the signed paper, or when and with whom the call was.",
                        max_length=200,
                        verbose_name="basis",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "hold",
                    models.BooleanField(
                        default=False,
                        help_text="For a dispute or a legal duty; the personal data stay while this is set.",
                        verbose_name="keep from deletion",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is kept"),
                ),
                ("address_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submission_key",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("checking", "being checked"),
                            ("upheld", "upheld"),
                            ("not_upheld", "not upheld"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "is_anonymous",
                    models.BooleanField(default=False, verbose_name="without my name"),
                ),
                (
                    "statement",
                    cms.core.intake.fields.EncryptedTextField(
                        max_length=3000, verbose_name="what you object to, and why"
                    ),
                ),
                (
                    "answer",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="answer of the office"
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: to the notice as a whole.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="heritage.candidacy",
                        verbose_name="objects to",
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="objections",
                        to="heritage.publicnotice",
                        verbose_name="public notice",
                    ),
                ),
            ],
            options={
                "verbose_name": "objection",
                "verbose_name_plural": "objections",
                "ordering": ["-submitted_at", "-pk"],
                "abstract": False,
                "default_permissions": ("add", "change", "view", "unmask", "hold"),
            },
        ),
        migrations.CreateModel(
            name="OnSiteCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("visitors", models.CharField(max_length=160, verbose_name="who went")),
                ("findings", models.TextField(max_length=3000, verbose_name="what was found")),
                (
                    "opinion",
                    models.CharField(
                        choices=[
                            ("agrees", "agrees"),
                            ("reserves", "agrees with a reservation"),
                            ("objects", "objects"),
                        ],
                        max_length=8,
                        verbose_name="opinion",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        storage=cms.core.storage.private_storage,
                        upload_to="honours/%Y",
                        verbose_name="signed record",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="heritage.candidacy",
                    ),
                ),
            ],
            options={
                "verbose_name": "on-site check",
                "verbose_name_plural": "on-site checks",
                "ordering": ["-on", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="OrganisationHonour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "as_written",
                    models.CharField(
                        blank=True,
                        help_text="The words of the source. Left empty, the name of the honour.",
                        max_length=160,
                        verbose_name="as written",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "awarded_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date"
                    ),
                ),
                (
                    "awarding_body",
                    models.CharField(blank=True, max_length=120, verbose_name="awarding body"),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number.",
                        max_length=160,
                        verbose_name="document",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="heritage.honour",
                        verbose_name="honour",
                    ),
                ),
                (
                    "organisation",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awards",
                        to="heritage.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "honour of an organisation",
                "verbose_name_plural": "honours of organisations",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonConflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "as_written",
                    models.CharField(blank=True, max_length=160, verbose_name="as written"),
                ),
                (
                    "battle",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="heritage.battle",
                        verbose_name="battle",
                    ),
                ),
                (
                    "conflict",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="heritage.conflict",
                        verbose_name="war",
                    ),
                ),
                (
                    "person",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="heritage.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "war or battle",
                "verbose_name_plural": "wars and battles",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonHonour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "as_written",
                    models.CharField(
                        blank=True,
                        help_text="The words of the source. Left empty, the name of the honour.",
                        max_length=160,
                        verbose_name="as written",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "awarded_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date"
                    ),
                ),
                (
                    "awarding_body",
                    models.CharField(blank=True, max_length=120, verbose_name="awarding body"),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number.",
                        max_length=160,
                        verbose_name="document",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="heritage.honour",
                        verbose_name="honour",
                    ),
                ),
                (
                    "person",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awards",
                        to="heritage.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "honour of a person",
                "verbose_name_plural": "honours of people",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="file name")),
                (
                    "source",
                    models.CharField(
                        help_text="The same list under the same name is brought up to date, not doubled.",
                        max_length=160,
                        verbose_name="name of the list",
                    ),
                ),
                (
                    "file",
                    models.FileField(storage=cms.core.storage.private_storage, upload_to="people/"),
                ),
                ("mapping", models.JSONField(blank=True, default=dict)),
                ("report", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "job",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.job",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "list of people",
                "verbose_name_plural": "lists of people",
                "ordering": ["-created_at"],
            },
        ),
        migrations.CreateModel(
            name="PersonImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=160, verbose_name="name of the list")),
                ("key", models.CharField(max_length=80)),
                ("match_key", models.CharField(db_index=True, max_length=60)),
                ("number", models.PositiveIntegerField(verbose_name="row")),
                ("made", models.BooleanField(default=False)),
                ("digest", models.CharField(max_length=64)),
                ("values", models.JSONField(default=dict, verbose_name="as written")),
                ("taken", models.JSONField(default=dict)),
                ("faults", models.JSONField(default=list)),
                ("imported_at", models.DateTimeField(auto_now=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="heritage.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "row of a list of people",
                "verbose_name_plural": "rows of lists of people",
                "ordering": ["source", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "key"), name="one_record_a_row_of_a_list"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PersonIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "index of people",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kept_name", models.CharField(editable=False, max_length=60)),
                ("merged_name", models.CharField(editable=False, max_length=60)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("done", "may be undone"),
                            ("undone", "undone"),
                            ("closed", "final"),
                        ],
                        default="done",
                        editable=False,
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_index=True, default=django.utils.timezone.now, verbose_name="done at"
                    ),
                ),
                ("kept_before", models.JSONField(default=dict, editable=False)),
                ("merged_before", models.JSONField(default=dict, editable=False)),
                ("moves", models.JSONField(default=list, editable=False)),
                ("added", models.JSONField(default=dict, editable=False)),
                ("undone_at", models.DateTimeField(null=True, verbose_name="undone at")),
                ("left_standing", models.JSONField(default=list, editable=False)),
                (
                    "closed_at",
                    models.DateTimeField(db_index=True, null=True, verbose_name="closed at"),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merges_received",
                        to="heritage.person",
                        verbose_name="kept record",
                    ),
                ),
                (
                    "merged",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="merges_into_others",
                        to="heritage.person",
                        verbose_name="merged record",
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="undone by",
                    ),
                ),
            ],
            options={
                "verbose_name": "merge of people",
                "verbose_name_plural": "merges of people",
                "ordering": ["-at", "-pk"],
                "permissions": [("merge_person", "Can merge records of people")],
            },
        ),
        migrations.CreateModel(
            name="PersonName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("text", models.CharField(db_index=True, max_length=60, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("former", "former name"),
                            ("formal", "full name"),
                            ("courtesy", "courtesy name"),
                            ("art", "art name"),
                            ("pen", "pen name"),
                            ("assumed", "assumed name"),
                            ("alias", "also called"),
                            ("traditional", "traditional form"),
                            ("as_written", "as written in a source"),
                        ],
                        default="former",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "pinyin",
                    models.CharField(
                        blank=True,
                        help_text="Left empty, it is made.",
                        max_length=120,
                        verbose_name="pinyin",
                    ),
                ),
                (
                    "sort_pinyin",
                    models.CharField(db_index=True, default="", editable=False, max_length=120),
                ),
                (
                    "match_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=60),
                ),
                (
                    "person",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="heritage.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonService",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "as_written",
                    models.CharField(
                        blank=True,
                        help_text="Unit as the source writes it. Left empty, the name of the unit.",
                        max_length=200,
                        verbose_name="as written",
                    ),
                ),
                ("post", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "since",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="since"
                    ),
                ),
                (
                    "until",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="until"
                    ),
                ),
                (
                    "person",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="services",
                        to="heritage.person",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="heritage.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "unit and post",
                "verbose_name_plural": "units and posts",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PersonSource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "topic",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("name", "name"),
                            ("gender", "gender"),
                            ("ethnicity", "ethnicity"),
                            ("birth", "date of birth"),
                            ("native_place", "native place"),
                            ("enlistment", "enlistment"),
                            ("party", "joining the Party"),
                            ("service", "units and posts"),
                            ("conflicts", "wars and battles"),
                            ("honours", "honours"),
                            ("roles", "roles"),
                            ("death", "date of death"),
                            ("death_place", "place and cause of death"),
                            ("martyr", "assessment as a martyr"),
                            ("portrait", "portrait"),
                            ("short_life", "short life"),
                        ],
                        help_text="Left empty, it supports the record as a whole.",
                        max_length=14,
                        verbose_name="statement",
                    ),
                ),
                (
                    "says",
                    models.CharField(
                        blank=True,
                        help_text="Only where this source says something else than the record.",
                        max_length=200,
                        verbose_name="says otherwise",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("author", models.CharField(blank=True, max_length=120, verbose_name="author")),
                (
                    "publisher",
                    models.CharField(blank=True, max_length=120, verbose_name="publisher"),
                ),
                (
                    "year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                ),
                ("pages", models.CharField(blank=True, max_length=40, verbose_name="pages")),
                ("url", models.URLField(blank=True, verbose_name="address")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
                (
                    "person",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="heritage.person",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProxyTribute",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "receipt",
                    models.CharField(
                        default=cms.core.intake.receipts.new_receipt,
                        editable=False,
                        max_length=32,
                        unique=True,
                        verbose_name="receipt number",
                    ),
                ),
                (
                    "contact_name",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="name to address"
                    ),
                ),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=30, verbose_name="telephone"
                    ),
                ),
                (
                    "contact_email",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=254, verbose_name="e-mail"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "entered_via",
                    models.CharField(
                        choices=[
                            ("web", "by the person, on the site"),
                            ("phone", "by a clerk, on the telephone"),
                            ("paper", "by a clerk, from a signed paper"),
                            ("visit", "by a clerk, on a visit or at the counter"),
                        ],
                        default="web",
                        max_length=10,
                        verbose_name="how it was handed in",
                    ),
                ),
                (
                    "entered_basis",
                    models.CharField(
                        blank=True,
                        help_text="Number of the signed paper, or when and with whom the call was.",
                        max_length=200,
                        verbose_name="basis",
                    ),
                ),
                (
                    "submitted_at",
                    models.DateTimeField(
                        default=django.utils.timezone.now, editable=False, verbose_name="handed in"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="last change")),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="closed"
                    ),
                ),
                (
                    "purged_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="personal data deleted"
                    ),
                ),
                (
                    "hold",
                    models.BooleanField(
                        default=False,
                        help_text="For a dispute or a legal duty; the personal data stay while this is set.",
                        verbose_name="keep from deletion",
                    ),
                ),
                (
                    "hold_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is kept"),
                ),
                ("address_digest", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "submission_key",
                    models.CharField(
                        blank=True, editable=False, max_length=64, null=True, unique=True
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "received"),
                            ("accepted", "accepted"),
                            ("done", "done"),
                            ("declined", "cannot be done"),
                            ("withdrawn", "withdrawn"),
                        ],
                        db_index=True,
                        default="received",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "language",
                    models.CharField(default="zh-hans", max_length=10, verbose_name="language"),
                ),
                (
                    "relation",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=60, verbose_name="who you are to them"
                    ),
                ),
                (
                    "letter",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="letter to be read out"
                    ),
                ),
                (
                    "wishes",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="wishes"
                    ),
                ),
                (
                    "wanted_on",
                    models.DateField(blank=True, null=True, verbose_name="wished for on"),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
                (
                    "account",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=2000, verbose_name="account of the custodian"
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.consent",
                        verbose_name="consent",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="filled in by",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.rollentry",
                        verbose_name="name on a roll",
                    ),
                ),
            ],
            options={
                "verbose_name": "tribute on a family's behalf",
                "verbose_name_plural": "tributes on a family's behalf",
                "ordering": ["-submitted_at", "-pk"],
                "abstract": False,
                "default_permissions": ("add", "change", "view", "unmask", "hold"),
            },
        ),
        migrations.CreateModel(
            name="ProxyTributePicture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.ImageField(
                        storage=cms.core.storage.private_storage,
                        upload_to="proxy-tributes/%Y/%m/",
                        verbose_name="picture",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=160, verbose_name="caption")),
                (
                    "tribute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="heritage.proxytribute",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="PublicVote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "per_day",
                    models.PositiveSmallIntegerField(
                        default=1,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="votes a person and day",
                    ),
                ),
                (
                    "proof",
                    models.CharField(
                        choices=[
                            (
                                "check",
                                "the check against programs, one vote an address and browser",
                            ),
                            ("phone", "a code sent to the telephone"),
                            ("code", "a code the campaign gave out"),
                        ],
                        default="check",
                        max_length=6,
                        verbose_name="a voter shows",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=1,
                        default=Decimal("0"),
                        max_digits=4,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                        verbose_name="share in the result (%)",
                    ),
                ),
                (
                    "stage",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vote",
                        to="heritage.stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "public vote",
                "verbose_name_plural": "public votes",
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="rank",
                    ),
                ),
                ("opinion", models.TextField(max_length=1000, verbose_name="opinion")),
                (
                    "scan",
                    models.FileField(
                        blank=True,
                        storage=cms.core.storage.private_storage,
                        upload_to="honours/%Y",
                        verbose_name="scan of the stamped form",
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendations",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="region",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommendation of a region",
                "verbose_name_plural": "recommendations of regions",
                "ordering": ["place", "rank"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("candidacy", "place"), name="one_recommendation_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionOfficer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="region",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="honour_regions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="officer",
                    ),
                ),
            ],
            options={
                "verbose_name": "officer of a region",
                "verbose_name_plural": "officers of regions",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "place"), name="one_region_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionQuota",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quota",
                    models.PositiveSmallIntegerField(
                        validators=[django.core.validators.MinValueValidator(0)],
                        verbose_name="how many",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="region",
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="region_quotas",
                        to="heritage.campaigntitle",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.titlecategory",
                    ),
                ),
            ],
            options={
                "verbose_name": "quota of a region",
                "verbose_name_plural": "quotas of regions",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("title", "place"), name="one_quota_a_region")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="name")),
                (
                    "gender",
                    models.CharField(
                        blank=True,
                        choices=[("male", "male"), ("female", "female")],
                        max_length=6,
                        verbose_name="gender",
                    ),
                ),
                (
                    "birth",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date of birth"
                    ),
                ),
                (
                    "birth_year",
                    models.PositiveSmallIntegerField(db_index=True, editable=False, null=True),
                ),
                (
                    "service",
                    models.TextField(
                        blank=True,
                        help_text="Units, posts and years, as far as known.",
                        verbose_name="service",
                    ),
                ),
                ("dialect", models.CharField(blank=True, max_length=60, verbose_name="dialect")),
                (
                    "contact_phone",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=40, verbose_name="phone"
                    ),
                ),
                (
                    "phone_index",
                    cms.core.intake.fields.PhoneIndexField(
                        blank=True, default="", source="contact_phone"
                    ),
                ),
                (
                    "contact_person",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=80, verbose_name="whom to ask"
                    ),
                ),
                (
                    "address",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=200, verbose_name="address"
                    ),
                ),
                (
                    "health",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=10, verbose_name="health"
                    ),
                ),
                (
                    "health_note",
                    cms.core.intake.fields.EncryptedTextField(
                        blank=True, max_length=500, verbose_name="note on health"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("registered", "registered"),
                            ("assigned", "assigned"),
                            ("visiting", "being visited"),
                            ("recorded", "recorded"),
                            ("published", "interview made"),
                            ("declined", "declined"),
                            ("too_late", "no longer possible"),
                        ],
                        db_index=True,
                        default="registered",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                (
                    "urgency",
                    models.PositiveIntegerField(
                        db_index=True, default=0, editable=False, verbose_name="urgency"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Who named them, or which list.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="registered at"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "battles",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="heritage.battle",
                        verbose_name="battles attested",
                    ),
                ),
                (
                    "conflicts",
                    models.ManyToManyField(
                        blank=True, related_name="+", to="heritage.conflict", verbose_name="wars"
                    ),
                ),
                (
                    "interview",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="register_entries",
                        to="heritage.interviewpage",
                        verbose_name="interview",
                    ),
                ),
                (
                    "interviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="interviewer",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.organisation",
                        verbose_name="looked after by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="register_entries",
                        to="heritage.person",
                        verbose_name="record",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="lives in",
                    ),
                ),
            ],
            options={
                "verbose_name": "old soldier to be recorded",
                "verbose_name_plural": "old soldiers to be recorded",
                "ordering": ["-urgency", "birth_year", "pk"],
                "permissions": [
                    ("unmask_registerentry", "Can read contact and health on the register")
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisterVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="day")),
                ("by", models.CharField(blank=True, max_length=120, verbose_name="visited by")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("prepared", "prepared"),
                            ("recorded", "recorded"),
                            ("put_off", "put off"),
                            ("not_met", "not met"),
                            ("refused", "refused"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="heritage.registerentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "visit",
                "verbose_name_plural": "visits",
                "ordering": ["-on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RippleItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("object_id", models.PositiveBigIntegerField()),
                ("title", models.CharField(max_length=255, verbose_name="carried by")),
                ("is_draft", models.BooleanField(default=False, verbose_name="only in the draft")),
                ("path", models.CharField(editable=False, max_length=200)),
                ("block", models.CharField(blank=True, editable=False, max_length=40)),
                ("label", models.CharField(max_length=120, verbose_name="where in it")),
                ("before", models.CharField(blank=True, editable=False, max_length=120)),
                ("found", models.CharField(max_length=300, verbose_name="old value as written")),
                ("after", models.CharField(blank=True, editable=False, max_length=120)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "still carries it"),
                            ("corrected", "corrected"),
                            ("left", "left as it is"),
                        ],
                        db_index=True,
                        default="open",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=200, verbose_name="why it is left"),
                ),
                ("at", models.DateTimeField(null=True, verbose_name="settled at")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="settled by",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="heritage.factchange",
                    ),
                ),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "verbose_name": "place that carries an old value",
                "verbose_name_plural": "places that carry an old value",
                "ordering": ["title", "object_id", "pk"],
                "indexes": [
                    models.Index(
                        fields=["content_type", "object_id", "state"],
                        name="heritage_ri_content_6dcab8_idx",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("change", "content_type", "object_id", "path"),
                        name="one_place_once_a_changed_fact",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RollEntryName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("traditional", "traditional form"),
                            ("former", "former name"),
                            ("alias", "also called"),
                            ("as_written", "as written in a source"),
                            ("romanised", "romanised"),
                        ],
                        default="alias",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "match_key",
                    models.CharField(db_index=True, default="", editable=False, max_length=80),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="heritage.rollentry",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name",
                "verbose_name_plural": "other names",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RollEntrySource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("pages", models.CharField(blank=True, max_length=40, verbose_name="pages")),
                ("url", models.URLField(blank=True, verbose_name="address")),
                (
                    "says",
                    models.CharField(
                        blank=True,
                        help_text="Only where this source says something else than the entry.",
                        max_length=200,
                        verbose_name="says otherwise",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sources",
                        to="heritage.rollentry",
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="sources",
                        to="heritage.kinlead",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="RollImportFault",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(verbose_name="row")),
                ("column", models.CharField(blank=True, max_length=200, verbose_name="column")),
                ("value", models.CharField(blank=True, max_length=300, verbose_name="as written")),
                ("message", models.CharField(max_length=400, verbose_name="what is wrong")),
                ("refused", models.BooleanField(default=False, verbose_name="row refused")),
                (
                    "written",
                    models.JSONField(
                        default=list, editable=False, verbose_name="row of the source"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="faults",
                        to="heritage.rollimport",
                    ),
                ),
            ],
            options={
                "ordering": ["batch", "row", "pk"],
            },
        ),
        migrations.CreateModel(
            name="RoundReopening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("until", models.DateTimeField(verbose_name="until")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reopenings",
                        to="heritage.scoringround",
                    ),
                ),
            ],
            options={
                "verbose_name": "reopening of a round",
                "verbose_name_plural": "reopenings of rounds",
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RoundResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("data", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("computed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ties_decided", models.JSONField(blank=True, default=dict)),
                ("applied_at", models.DateTimeField(blank=True, null=True, verbose_name="applied")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="heritage.scoringround",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of a round",
                "verbose_name_plural": "results of rounds",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="RubricAspect",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=80, verbose_name="aspect")),
                (
                    "rubric",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aspects",
                        to="heritage.rubric",
                    ),
                ),
            ],
            options={
                "verbose_name": "aspect",
                "verbose_name_plural": "aspects",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RubricCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("name", models.CharField(max_length=120, verbose_name="criterion")),
                (
                    "description",
                    models.CharField(blank=True, max_length=400, verbose_name="what is looked at"),
                ),
                (
                    "most",
                    models.DecimalField(
                        decimal_places=1,
                        default=Decimal("10"),
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.5"))],
                        verbose_name="highest score",
                    ),
                ),
                (
                    "step",
                    models.DecimalField(
                        decimal_places=1,
                        default=Decimal("0.5"),
                        max_digits=3,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.1"))],
                        verbose_name="in steps of",
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(
                        decimal_places=2,
                        default=Decimal("1"),
                        max_digits=5,
                        validators=[django.core.validators.MinValueValidator(Decimal("0.01"))],
                        verbose_name="weight",
                    ),
                ),
                (
                    "aspect",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="heritage.rubricaspect",
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion",
                "verbose_name_plural": "criteria",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=1, max_digits=5, verbose_name="score"),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="heritage.assignment",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="heritage.rubriccriterion",
                    ),
                ),
            ],
            options={
                "verbose_name": "score",
                "verbose_name_plural": "scores",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "criterion"), name="one_score_a_criterion"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimeIndex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("zh-Hans", "Chinese (simplified)"),
                            ("zh-Hant", "Chinese (traditional)"),
                            ("en", "English"),
                            ("ja", "Japanese"),
                            ("ko", "Korean"),
                            ("ru", "Russian"),
                            ("bo", "Tibetan"),
                            ("ug", "Uyghur"),
                            ("mn", "Mongolian"),
                            ("ii", "Yi"),
                            ("za", "Zhuang"),
                        ],
                        default="zh-Hans",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("machine", "machine draft"),
                            ("corrected", "corrected"),
                            ("approved", "approved"),
                        ],
                        default="corrected",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("typed", "typed here"),
                            ("imported", "imported from a file"),
                            ("machine", "made by a machine"),
                        ],
                        default="typed",
                        max_length=10,
                        verbose_name="how it was made",
                    ),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="time_indexes",
                        to="media.recording",
                        verbose_name="recording",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "time-coded index",
                "verbose_name_plural": "time-coded indexes",
                "ordering": ["recording", "language", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("recording", "language"), name="one_index_a_language"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Segment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("start_ms", models.PositiveIntegerField(verbose_name="start")),
                ("end_ms", models.PositiveIntegerField(blank=True, null=True, verbose_name="end")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("title_alt", models.CharField(blank=True, max_length=300)),
                ("synopsis", models.TextField(blank=True, verbose_name="synopsis")),
                ("synopsis_alt", models.TextField(blank=True)),
                ("partial_transcript", models.TextField(blank=True, verbose_name="first words")),
                ("partial_transcript_alt", models.TextField(blank=True)),
                (
                    "keywords",
                    models.TextField(blank=True, help_text="One a line.", verbose_name="keywords"),
                ),
                ("keywords_alt", models.TextField(blank=True)),
                (
                    "subjects",
                    models.TextField(blank=True, help_text="One a line.", verbose_name="subjects"),
                ),
                ("subjects_alt", models.TextField(blank=True)),
                (
                    "told_of",
                    models.CharField(
                        blank=True,
                        help_text="When it happened: 1950年10月, 1950年至1953年.",
                        max_length=80,
                        verbose_name="time told of",
                    ),
                ),
                (
                    "latitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-90),
                            django.core.validators.MaxValueValidator(90),
                        ],
                        verbose_name="latitude",
                    ),
                ),
                (
                    "longitude",
                    models.DecimalField(
                        blank=True,
                        decimal_places=6,
                        max_digits=9,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(-180),
                            django.core.validators.MaxValueValidator(180),
                        ],
                        verbose_name="longitude",
                    ),
                ),
                ("map_zoom", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "map_note",
                    models.CharField(blank=True, max_length=300, verbose_name="what is there"),
                ),
                ("map_note_alt", models.CharField(blank=True, max_length=300)),
                ("points", models.JSONField(blank=True, default=list)),
                ("links", models.JSONField(blank=True, default=list, verbose_name="links")),
                (
                    "people",
                    models.ManyToManyField(
                        blank=True,
                        related_name="told_of_in",
                        to="heritage.person",
                        verbose_name="people",
                    ),
                ),
                (
                    "places",
                    models.ManyToManyField(
                        blank=True,
                        related_name="told_of_in",
                        to="heritage.place",
                        verbose_name="places",
                    ),
                ),
                (
                    "index",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="segments",
                        to="heritage.timeindex",
                    ),
                ),
            ],
            options={
                "verbose_name": "segment",
                "verbose_name_plural": "segments",
                "ordering": ["index", "position"],
                "indexes": [
                    models.Index(
                        fields=["index", "start_ms"], name="heritage_se_index_i_d45a11_idx"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("index", "position"), name="one_segment_at_a_position"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SheetEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("values", models.JSONField()),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="note")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sheet_entries",
                        to="heritage.assignment",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "entry of a score sheet",
                "verbose_name_plural": "entries of score sheets",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "by"), name="one_entry_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(editable=False, verbose_name="version")),
                ("digest", models.CharField(editable=False, max_length=64)),
                (
                    "code",
                    models.CharField(
                        editable=False,
                        max_length=20,
                        unique=True,
                        verbose_name="number on the copy",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("printed", "given to read"),
                            ("returned", "returned with corrections"),
                            ("signed", "signed"),
                            ("void", "void"),
                        ],
                        default="printed",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("corrections", models.TextField(blank=True, verbose_name="corrections")),
                (
                    "scan",
                    models.FileField(
                        blank=True,
                        storage=cms.core.storage.private_storage,
                        upload_to="sign-offs/",
                        verbose_name="scan of the signed copy",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "signed_by",
                    models.CharField(blank=True, max_length=80, verbose_name="signed by"),
                ),
                ("printed_at", models.DateTimeField(auto_now_add=True, verbose_name="printed at")),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "transcript",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sign_offs",
                        to="media.transcript",
                        verbose_name="transcript",
                    ),
                ),
            ],
            options={
                "verbose_name": "narrator's sign-off",
                "verbose_name_plural": "narrators' sign-offs",
                "ordering": ["-printed_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SiteClosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("since", models.DateField(verbose_name="first day")),
                (
                    "until",
                    models.DateField(
                        blank=True,
                        help_text="Empty: until further notice.",
                        null=True,
                        verbose_name="last day",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=160, verbose_name="reason")),
                (
                    "site",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="closures",
                        to="heritage.memorialsitepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "closure",
                "verbose_name_plural": "closures",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteDesignation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("martyrs", "martyrs' memorial facility"),
                            ("heritage", "protected heritage site"),
                            ("resistance", "facility or site of the War of Resistance"),
                            ("patriotism", "patriotic education base"),
                        ],
                        default="martyrs",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "national"),
                            ("provincial", "provincial"),
                            ("city", "city (with districts)"),
                            ("county", "county"),
                            ("none", "without a level (scattered)"),
                        ],
                        max_length=12,
                        verbose_name="level",
                    ),
                ),
                (
                    "batch",
                    models.CharField(
                        blank=True, help_text="Such as 第一批.", max_length=40, verbose_name="batch"
                    ),
                ),
                (
                    "designated_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date"
                    ),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number.",
                        max_length=160,
                        verbose_name="document",
                    ),
                ),
                (
                    "site",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="designations",
                        to="heritage.memorialsitepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "designation",
                "verbose_name_plural": "designations",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteImage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, max_length=160, verbose_name="caption")),
                (
                    "image",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "site",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="images",
                        to="heritage.memorialsitepage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SitePerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("rests", "rests here"),
                            ("fell", "fell here"),
                            ("remembered", "is remembered here"),
                            ("lived", "lived or worked here"),
                        ],
                        default="remembered",
                        max_length=12,
                        verbose_name="part",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="site_links",
                        to="heritage.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "site",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="person_links",
                        to="heritage.memorialsitepage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteRecording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                ("caption", models.CharField(blank=True, max_length=160, verbose_name="caption")),
                (
                    "recording",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="media.recording",
                        verbose_name="recording",
                    ),
                ),
                (
                    "site",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recording_links",
                        to="heritage.memorialsitepage",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SiteUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "site",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unit_links",
                        to="heritage.memorialsitepage",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="site_links",
                        to="heritage.unit",
                        verbose_name="unit",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpecialDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True, verbose_name="day")),
                ("is_working", models.BooleanField(default=False, verbose_name="worked")),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="name")),
            ],
            options={
                "verbose_name": "holiday or make-up working day",
                "verbose_name_plural": "holidays and make-up working days",
                "ordering": ["day"],
            },
        ),
        migrations.CreateModel(
            name="StageExtension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ended_at", models.DateTimeField(verbose_name="end before")),
                ("ends_at", models.DateTimeField(verbose_name="new end")),
                ("reason", models.CharField(max_length=200, verbose_name="reason")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="extensions",
                        to="heritage.stage",
                    ),
                ),
            ],
            options={
                "verbose_name": "extension of a stage",
                "verbose_name_plural": "extensions of stages",
                "ordering": ["-at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="StarLevel",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "stars",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="stars",
                    ),
                ),
                (
                    "least",
                    models.DecimalField(
                        decimal_places=3,
                        max_digits=7,
                        validators=[django.core.validators.MinValueValidator(Decimal("0"))],
                        verbose_name="from total",
                    ),
                ),
                (
                    "title",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="star_levels",
                        to="heritage.campaigntitle",
                    ),
                ),
            ],
            options={
                "verbose_name": "star level",
                "verbose_name_plural": "star levels",
                "ordering": ["sort_order"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("title", "stars"), name="one_star_level")
                ],
            },
        ),
        migrations.CreateModel(
            name="StoryIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "index of stories",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="StoryPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people_links",
                        to="heritage.storypage",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_on",
                        to="heritage.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StoryPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="place_links",
                        to="heritage.storypage",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_on",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamHonour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "as_written",
                    models.CharField(
                        blank=True,
                        help_text="The words of the source. Left empty, the name of the honour.",
                        max_length=160,
                        verbose_name="as written",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "awarded_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date"
                    ),
                ),
                (
                    "awarding_body",
                    models.CharField(blank=True, max_length=120, verbose_name="awarding body"),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number.",
                        max_length=160,
                        verbose_name="document",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="heritage.honour",
                        verbose_name="honour",
                    ),
                ),
                (
                    "team",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awards",
                        to="heritage.team",
                    ),
                ),
            ],
            options={
                "verbose_name": "honour of a team",
                "verbose_name_plural": "honours of teams",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TeamMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="Where there is no record of the person.",
                        max_length=60,
                        verbose_name="name",
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        blank=True,
                        help_text="Such as: leader, guide.",
                        max_length=60,
                        verbose_name="part in the team",
                    ),
                ),
                (
                    "since",
                    cms.core.fields.PartialDateField(blank=True, default="", verbose_name="since"),
                ),
                (
                    "until",
                    cms.core.fields.PartialDateField(blank=True, default="", verbose_name="until"),
                ),
                (
                    "agreed",
                    models.BooleanField(
                        default=False,
                        help_text="Without it, the member is counted and not named.",
                        verbose_name="agreed to be shown",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="teams",
                        to="heritage.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "team",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="heritage.team",
                    ),
                ),
            ],
            options={
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TributeCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("flower", "lay flowers"),
                            ("basket", "offer a basket of flowers"),
                            ("bow", "bow"),
                            ("salute", "salute"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("count", models.PositiveBigIntegerField(default=0, verbose_name="count")),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.rollentry",
                        verbose_name="name on a roll",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
            ],
            options={
                "verbose_name": "count of tributes",
                "verbose_name_plural": "counts of tributes",
                "ordering": ["-day", "kind"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entry__isnull", True),
                                ("person__isnull", True),
                                ("site__isnull", False),
                            ),
                            models.Q(
                                ("entry__isnull", False),
                                ("person__isnull", True),
                                ("site__isnull", True),
                            ),
                            models.Q(
                                ("entry__isnull", True),
                                ("person__isnull", False),
                                ("site__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="tribute_count_of_one",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("site__isnull", False)),
                        fields=("site", "day", "kind"),
                        name="one_tribute_count_a_site_and_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("entry__isnull", False)),
                        fields=("entry", "day", "kind"),
                        name="one_tribute_count_a_entry_and_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("person", "day", "kind"),
                        name="one_tribute_count_a_person_and_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TributeMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("flower", "lay flowers"),
                            ("basket", "offer a basket of flowers"),
                            ("bow", "bow"),
                            ("salute", "salute"),
                        ],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=40, verbose_name="name to show")),
                ("text", models.CharField(blank=True, max_length=200, verbose_name="message")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting for approval"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("reported", "reported, hidden"),
                            ("removed", "removed"),
                        ],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                (
                    "flags",
                    models.JSONField(default=list, editable=False, verbose_name="flagged terms"),
                ),
                (
                    "reports",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="reports"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="received")),
                (
                    "decided_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="decided"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="reason"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.rollentry",
                        verbose_name="name on a roll",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.person",
                        verbose_name="person",
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.memorialsitepage",
                        verbose_name="memorial site",
                    ),
                ),
            ],
            options={
                "verbose_name": "message of tribute",
                "verbose_name_plural": "messages of tribute",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        fields=["state", "created_at"], name="heritage_tr_state_978c38_idx"
                    ),
                    models.Index(fields=["site", "state"], name="heritage_tr_site_id_b4b895_idx"),
                    models.Index(fields=["entry", "state"], name="heritage_tr_entry_i_fdf3ce_idx"),
                    models.Index(fields=["person", "state"], name="heritage_tr_person__018b29_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("entry__isnull", True),
                                ("person__isnull", True),
                                ("site__isnull", False),
                            ),
                            models.Q(
                                ("entry__isnull", False),
                                ("person__isnull", True),
                                ("site__isnull", True),
                            ),
                            models.Q(
                                ("entry__isnull", True),
                                ("person__isnull", False),
                                ("site__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="tribute_message_to_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TributeReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report_rows",
                        to="heritage.tributemessage",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="TributeTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=60, unique=True, verbose_name="term")),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="note")),
            ],
            options={
                "verbose_name": "term to look out for",
                "verbose_name_plural": "terms to look out for",
                "ordering": ["text"],
            },
        ),
        migrations.CreateModel(
            name="UnitHonour",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "as_written",
                    models.CharField(
                        blank=True,
                        help_text="The words of the source. Left empty, the name of the honour.",
                        max_length=160,
                        verbose_name="as written",
                    ),
                ),
                ("grade", models.CharField(blank=True, max_length=20, verbose_name="class")),
                (
                    "awarded_on",
                    cms.core.fields.HistoricalDateField(
                        blank=True, default="", verbose_name="date"
                    ),
                ),
                (
                    "awarding_body",
                    models.CharField(blank=True, max_length=120, verbose_name="awarding body"),
                ),
                (
                    "document",
                    models.CharField(
                        blank=True,
                        help_text="Title and number.",
                        max_length=160,
                        verbose_name="document",
                    ),
                ),
                (
                    "honour",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="heritage.honour",
                        verbose_name="honour",
                    ),
                ),
                (
                    "unit",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awards",
                        to="heritage.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "honour of a unit",
                "verbose_name_plural": "honours of units",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="VoteRemoval",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("pattern", models.JSONField(default=dict)),
                ("count", models.PositiveIntegerField(verbose_name="votes removed")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="removals",
                        to="heritage.publicvote",
                    ),
                ),
            ],
            options={
                "verbose_name": "removal of votes",
                "verbose_name_plural": "removals of votes",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("voter", models.CharField(max_length=64)),
                ("address_digest", models.CharField(blank=True, max_length=64)),
                ("cast_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="heritage.publicvote",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="heritage.voteremoval",
                    ),
                ),
            ],
            options={
                "verbose_name": "vote",
                "verbose_name_plural": "votes",
                "default_permissions": (),
                "indexes": [
                    models.Index(
                        fields=["vote", "candidacy"], name="heritage_vo_vote_id_e0e709_idx"
                    ),
                    models.Index(
                        fields=["vote", "address_digest", "cast_at"],
                        name="heritage_vo_vote_id_c6c678_idx",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vote", "voter", "day", "candidacy"),
                        name="one_vote_a_day_and_candidacy",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VoteCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64)),
                ("voter", models.CharField(blank=True, max_length=64)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("expires_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="heritage.publicvote",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("vote", "digest"), name="one_vote_code")
                ],
            },
        ),
        migrations.CreateModel(
            name="VoteEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("summary", models.CharField(max_length=300, verbose_name="deeds in brief")),
                (
                    "image_basis",
                    models.CharField(
                        blank=True,
                        help_text="Who agreed, when, on what paper. Without it the picture is not shown.",
                        max_length=200,
                        verbose_name="right to show the picture",
                    ),
                ),
                (
                    "candidacy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="vote_entries",
                        to="heritage.candidacy",
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="picture",
                    ),
                ),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="heritage.publicvote",
                    ),
                ),
            ],
            options={
                "verbose_name": "candidate of a vote",
                "verbose_name_plural": "candidates of votes",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("vote", "candidacy"), name="one_vote_entry_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VoterDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("voter", models.CharField(max_length=64)),
                ("day", models.DateField()),
                ("count", models.PositiveSmallIntegerField(default=0)),
                (
                    "vote",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="heritage.publicvote",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("vote", "voter", "day"), name="one_voter_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleIndexPage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "masthead",
                    models.CharField(
                        blank=True,
                        help_text="The column's name as it is set over the page. Left empty, the title.",
                        max_length=60,
                        verbose_name="masthead",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
            ],
            options={
                "verbose_name": "column",
                "verbose_name_plural": "columns",
            },
            bases=("wagtailcore.page",),
        ),
        migrations.CreateModel(
            name="ArticlePage",
            fields=[
                (
                    "page_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "deck",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences under the title; also shown in lists and when shared.",
                        verbose_name="deck",
                    ),
                ),
                (
                    "credits",
                    wagtail.fields.StreamField(
                        [("credit", 2)],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("author", "author"),
                                        ("reporter", "reporter"),
                                        ("correspondent", "correspondent"),
                                        ("editor", "editor"),
                                        ("proofreader", "proofreader"),
                                        ("reviewer", "reviewer"),
                                        ("first_reviewer", "first review"),
                                        ("second_reviewer", "second review"),
                                        ("final_reviewer", "final review"),
                                        ("photographer", "photographer"),
                                        ("source", "source"),
                                        ("reposted_from", "reprinted from"),
                                        ("other", "other part"),
                                    ],
                                    "label": "Part",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Several names are separated by 、.",
                                    "label": "Names",
                                    "max_length": 200,
                                },
                            ),
                            2: ("wagtail.blocks.StructBlock", [[("role", 0), ("names", 1)]], {}),
                        },
                        help_text="Who wrote, edited, proofread and reviewed it, and where it comes from.",
                        verbose_name="credits",
                    ),
                ),
                (
                    "issued_on",
                    models.DateField(
                        blank=True,
                        help_text="Shown as the date of the piece. Left empty, the day of first publishing.",
                        null=True,
                        verbose_name="date of issue",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        help_text="Made up for show; the page carries the label 示例.",
                        verbose_name="sample",
                    ),
                ),
                (
                    "import_key",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                (
                    "import_hash",
                    models.CharField(blank=True, db_index=True, editable=False, max_length=64),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news", "news"),
                            ("report", "feature report"),
                            ("notice", "notice"),
                            ("interview", "interview"),
                        ],
                        db_index=True,
                        default="news",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                (
                    "body",
                    wagtail.fields.StreamField(
                        [
                            ("paragraph", 0),
                            ("heading", 3),
                            ("pull_quote", 7),
                            ("image", 12),
                            ("gallery", 15),
                            ("timeline", 21),
                            ("fact_box", 28),
                            ("table", 32),
                            ("document", 35),
                            ("person_card", 37),
                            ("recording", 40),
                        ],
                        blank=True,
                        block_lookup={
                            0: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {
                                    "features": [
                                        "bold",
                                        "italic",
                                        "link",
                                        "document-link",
                                        "ol",
                                        "ul",
                                        "superscript",
                                    ],
                                    "icon": "pilcrow",
                                    "label": "Paragraph",
                                    "template": "blocks/paragraph.html",
                                },
                            ),
                            1: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Heading", "max_length": 120},
                            ),
                            2: (
                                "wagtail.blocks.ChoiceBlock",
                                [],
                                {
                                    "choices": [
                                        ("h2", "Section heading"),
                                        ("h3", "Sub-section heading"),
                                    ],
                                    "label": "Level",
                                },
                            ),
                            3: ("wagtail.blocks.StructBlock", [[("text", 1), ("level", 2)]], {}),
                            4: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Quoted words", "rows": 3},
                            ),
                            5: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Whose words", "max_length": 120, "required": False},
                            ),
                            6: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Book, document or recording that the words are taken from.",
                                    "label": "Source",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            7: (
                                "wagtail.blocks.StructBlock",
                                [[("text", 4), ("attribution", 5), ("source", 6)]],
                                {},
                            ),
                            8: ("wagtail.images.blocks.ImageChooserBlock", (), {"label": "Image"}),
                            9: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What the picture shows here. Left empty, the image's own text is used.",
                                    "label": "Alternative text",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            10: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Picture caption", "max_length": 300, "required": False},
                            ),
                            11: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the image's own credit is shown.",
                                    "label": "Credit",
                                    "max_length": 200,
                                    "required": False,
                                },
                            ),
                            12: (
                                "wagtail.blocks.StructBlock",
                                [[("image", 8), ("alt", 9), ("caption", 10), ("credit", 11)]],
                                {},
                            ),
                            13: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120, "required": False},
                            ),
                            14: (
                                "wagtail.blocks.ListBlock",
                                (12,),
                                {"label": "Images", "max_num": 24, "min_num": 2},
                            ),
                            15: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("images", 14)]],
                                {},
                            ),
                            16: (
                                "cms.core.blocks.PartialDateBlock",
                                (),
                                {"help_text": "1952, 1952-10 or 1952-10-12", "label": "Date"},
                            ),
                            17: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Event", "max_length": 120},
                            ),
                            18: (
                                "wagtail.blocks.TextBlock",
                                (),
                                {"label": "Text", "required": False, "rows": 2},
                            ),
                            19: (
                                "wagtail.blocks.StructBlock",
                                [[("date", 16), ("title", 17), ("text", 18)]],
                                {},
                            ),
                            20: (
                                "wagtail.blocks.ListBlock",
                                (19,),
                                {"label": "Events", "min_num": 2},
                            ),
                            21: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 13), ("events", 20)]],
                                {},
                            ),
                            22: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Title", "max_length": 120},
                            ),
                            23: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Label", "max_length": 40},
                            ),
                            24: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Fact", "max_length": 300},
                            ),
                            25: (
                                "wagtail.blocks.StructBlock",
                                [[("label", 23), ("value", 24)]],
                                {},
                            ),
                            26: (
                                "wagtail.blocks.ListBlock",
                                (25,),
                                {"label": "Facts", "min_num": 1},
                            ),
                            27: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Source", "max_length": 200, "required": False},
                            ),
                            28: (
                                "wagtail.blocks.StructBlock",
                                [[("title", 22), ("rows", 26), ("source", 27)]],
                                {},
                            ),
                            29: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {"label": "Text", "required": False},
                            ),
                            30: (
                                "wagtail.blocks.FloatBlock",
                                (),
                                {"label": "Number", "required": False},
                            ),
                            31: (
                                "wagtail.blocks.RichTextBlock",
                                (),
                                {"features": ["bold", "italic", "link"], "label": "Rich text"},
                            ),
                            32: (
                                "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
                                [[("text", 29), ("number", 30), ("rich_text", 31)]],
                                {
                                    "icon": "table",
                                    "label": "Table",
                                    "template": "blocks/table.html",
                                },
                            ),
                            33: (
                                "wagtail.documents.blocks.DocumentChooserBlock",
                                (),
                                {"label": "Document"},
                            ),
                            34: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "Left empty, the document's own title is shown.",
                                    "label": "Title",
                                    "max_length": 120,
                                    "required": False,
                                },
                            ),
                            35: (
                                "wagtail.blocks.StructBlock",
                                [[("document", 33), ("title", 34)]],
                                {},
                            ),
                            36: (
                                "wagtail.snippets.blocks.SnippetChooserBlock",
                                ("heritage.Person",),
                                {"label": "Person"},
                            ),
                            37: ("wagtail.blocks.StructBlock", [[("person", 36)]], {}),
                            38: ("media.blocks.RecordingChooserBlock", (), {"label": "Recording"}),
                            39: (
                                "wagtail.blocks.CharBlock",
                                (),
                                {
                                    "help_text": "What is heard or seen. Left empty, the title of the recording is shown.",
                                    "label": "Caption",
                                    "max_length": 300,
                                    "required": False,
                                },
                            ),
                            40: (
                                "wagtail.blocks.StructBlock",
                                [[("recording", 38), ("caption", 39)]],
                                {},
                            ),
                        },
                        verbose_name="body",
                    ),
                ),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="core.coreimage",
                        verbose_name="cover",
                    ),
                ),
                (
                    "tags",
                    modelcluster.contrib.taggit.ClusterTaggableManager(
                        blank=True,
                        help_text="A comma-separated list of tags.",
                        through="core.PageTag",
                        to="taggit.Tag",
                        verbose_name="tags",
                    ),
                ),
                (
                    "video",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media.recording",
                        verbose_name="video",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose work the article reports.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.organisation",
                        verbose_name="organisation",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="heritage.place",
                        verbose_name="place",
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
            bases=("wagtailcore.page", models.Model),
        ),
    ]
